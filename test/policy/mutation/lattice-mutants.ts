import type { PackResource, WireValue } from "../../../drydock/offline/pack";
import {
  bagWithPlace,
  documentIn,
  isList,
  isObject,
  type Path,
  placesIn,
  placeText,
} from "./json-path";

/** A statement of a document that was widened by one step in one dimension. */
export interface LatticeMutant {
  readonly resource: PackResource;
  readonly dimension: "principal" | "condition" | "resource" | "action" | "refusal";
  /** `policy.json.Statement.#` */
  readonly place: string;
  /** The step, in words. */
  readonly change: string;
  readonly changed: PackResource;
}

type Statement = Readonly<Record<string, WireValue>>;
type Step = Pick<LatticeMutant, "dimension" | "change"> & { readonly to: Statement };

const foreign = "444455556666";

/** Every step by which each statement of each policy document can let more through. */
export function* latticeMutantsOf(resources: Iterable<PackResource>): Generator<LatticeMutant> {
  for (const resource of resources) {
    if (!resource.type.startsWith("aws:")) continue;
    for (const { path, value } of placesIn(resource.properties)) {
      if (path.at(-2) !== "Statement" || !isObject(value)) continue;
      for (const { dimension, change, to } of stepsOf(value)) {
        yield {
          resource,
          dimension,
          place: placeText(path),
          change,
          changed: withStatement(resource, path, to),
        };
      }
    }
  }
}

function stepsOf(statement: Statement): Step[] {
  if (statement.Effect === "Deny") return refusalSteps(statement);
  return [
    ...principalSteps(statement),
    ...conditionSteps(statement),
    ...resourceSteps(statement),
    ...actionSteps(statement),
  ];
}

/** This account, another one, anybody; a service, and a stranger beside it. */
function principalSteps(statement: Statement): Step[] {
  const { Principal } = statement;
  if (Principal === undefined) return [];
  const step = (change: string, to: WireValue): Step => ({
    dimension: "principal",
    change,
    to: { ...statement, Principal: to },
  });
  const rest = isObject(Principal) ? Principal : {};
  const aws = isObject(Principal) ? listOf(Principal.AWS) : [];
  if (Principal === "*" || aws.includes("*")) return [];
  const stranger = `arn:aws:iam::${foreign}:root`;
  const { Principal: _, ...without } = statement;
  return [
    step("another account beside", { ...rest, AWS: [...aws, stranger] }),
    step("a role of another account", { AWS: `arn:aws:iam::${foreign}:role/x` }),
    step("another account", { AWS: foreign }),
    step("everybody beside", { ...rest, AWS: [...aws, "*"] }),
    step("everybody", "*"),
    {
      dimension: "principal",
      change: "all but one",
      to: { ...without, NotPrincipal: { AWS: stranger } },
    },
  ];
}

/** Each condition: other operators, wider values, other accounts, gone. */
function conditionSteps(statement: Statement): Step[] {
  const all = isObject(statement.Condition) ? statement.Condition : {};
  return Object.entries(all).flatMap(([operator, keys]) =>
    Object.entries(isObject(keys) ? keys : {}).flatMap(([key, given]) => {
      const others = { ...(isObject(keys) ? keys : {}) };
      Reflect.deleteProperty(others, key);
      const remaining: Record<string, WireValue> = { ...all, [operator]: others };
      if (Object.keys(others).length === 0) Reflect.deleteProperty(remaining, operator);
      const step = (change: string, added: Statement): Step => {
        const Condition = { ...remaining };
        for (const [name, pair] of Object.entries(added)) {
          const present = Condition[name];
          Condition[name] = {
            ...(isObject(present) ? present : {}),
            ...(isObject(pair) ? pair : {}),
          };
        }
        return {
          dimension: "condition",
          change: `${key}: ${change}`,
          to: { ...statement, Condition },
        };
      };
      const values = listOf(given).map(String);
      const like = /^Arn/.test(operator) ? "ArnLike" : "StringLike";
      const isText = /^(Arn|String)/.test(operator);
      return [
        step("gone", {}),
        step("IfExists", { [`${operator}IfExists`]: { [key]: given } }),
        step("ForAllValues", { [`ForAllValues:${operator}`]: { [key]: given } }),
        step("Null", { Null: { [key]: "false" } }),
        step("negated", { [negated(operator)]: { [key]: isText ? "nobody" : given } }),
        ...(isText
          ? [
              step("any value", { [like]: { [key]: "*" } }),
              step("another account as well", {
                [operator]: {
                  [key]: [...values, ...values.map((one) => one.replace(/\d{12}/, foreign))],
                },
              }),
              step("an account by its first digits", {
                [like]: { [key]: values.map((one) => one.replace(/(\d{4})\d{8}/, "$1*")) },
              }),
              step("any account", {
                [like]: { [key]: values.map((one) => one.replace(/\d{12}/, "*")) },
              }),
            ].filter(({ to }) => JSON.stringify(to) !== JSON.stringify(statement))
          : [step("the other value", { [operator]: { [key]: flipped(given) } })]),
      ];
    }),
  );
}

function negated(operator: string): string {
  if (operator === "Bool") return "Null";
  return operator.replace(/(Equals|Like)/, "Not$1");
}

function flipped(value: WireValue): WireValue {
  return value === "true" || value === true ? "false" : "true";
}

/** A name, names that start alike, every name, account or region, everything. */
function resourceSteps(statement: Statement): Step[] {
  const { Resource } = statement;
  const texts = listOf(Resource).map(String);
  if (Resource === undefined || texts.includes("*")) return [];
  const step = (change: string, to: readonly string[]): Step => ({
    dimension: "resource",
    change,
    to: { ...statement, Resource: to },
  });
  const changed = (part: (parts: string[]) => void) =>
    texts.map((text) => {
      const parts = text.split(":");
      part(parts);
      return parts.join(":");
    });
  const { Resource: _, ...without } = statement;
  const steps = [
    step(
      "names that start alike",
      changed((parts) => (parts[5] = shortened(parts.splice(5).join(":"), 3))),
    ),
    step(
      "names that start with a letter",
      changed((parts) => (parts[5] = shortened(parts.splice(5).join(":"), 1))),
    ),
    step(
      "every name",
      changed((parts) => (parts[5] = shortened(parts.splice(5).join(":"), 0))),
    ),
    step(
      "every account",
      changed((parts) => (parts[4] = parts[4] === "" ? "" : "*")),
    ),
    step(
      "every region",
      changed((parts) => (parts[3] = parts[3] === "" ? "" : "*")),
    ),
    step(
      "everything of the service",
      changed((parts) => parts.splice(3, parts.length, "*")),
    ),
    step("everything", ["*"]),
    {
      dimension: "resource" as const,
      change: "all but one",
      to: { ...without, NotResource: "arn:aws:s3:::another" },
    },
  ];
  return steps.filter(({ to }) => JSON.stringify(to.Resource) !== JSON.stringify(texts));
}

/** Keeps the type of a resource and the first characters of its name. */
function shortened(resource: string, length: number): string {
  const at = Math.max(resource.indexOf("/"), resource.indexOf(":")) + 1;
  const name = resource.slice(at);
  return name.includes("*") && length > 0
    ? resource
    : `${resource.slice(0, at)}${name.slice(0, length)}*`;
}

/** An action, those that start alike, the service, everything. */
function actionSteps(statement: Statement): Step[] {
  const actions = listOf(statement.Action).map(String);
  if (actions.length === 0 || actions.includes("*")) return [];
  const services = [...new Set(actions.map((action) => action.split(":")[0] ?? ""))];
  const step = (change: string, Action: WireValue): Step => ({
    dimension: "action",
    change,
    to: { ...statement, Action },
  });
  const { Action: _, ...without } = statement;
  const verbs = actions.map((action) => action.replace(/^([a-z0-9-]+:[A-Z][a-z]+).*$/, "$1*"));
  return [
    ...(verbs.every((one, index) => one === actions[index])
      ? []
      : [step("those of the same verb", verbs)]),
    step(
      "the service",
      services.map((service) => `${service}:*`),
    ),
    step(
      "the service in other words",
      services.map((service) => `${service.toUpperCase()}:?*`),
    ),
    step("everything", "*"),
    { dimension: "action", change: "all but one", to: { ...without, NotAction: "iam:GetUser" } },
  ];
}

/** A refusal that is smaller by one part, or has a way around it. */
function refusalSteps(statement: Statement): Step[] {
  const step = (change: string, more: Statement): Step => ({
    dimension: "refusal",
    change,
    to: { ...statement, ...more },
  });
  const condition = isObject(statement.Condition) ? statement.Condition : {};
  return [
    step("turned into a grant", { Effect: "Allow" }),
    step("for one principal", { Principal: { AWS: `arn:aws:iam::${foreign}:role/x` } }),
    step("for one action", { Action: "s3:GetBucketAcl" }),
    step("on one resource", { Resource: "arn:aws:s3:::another/*" }),
    step("with another condition beside", {
      Condition: { ...condition, StringEquals: { "aws:PrincipalTag/team": "shop" } },
    }),
    step("that nobody meets", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
  ];
}

function listOf(value: WireValue | undefined): readonly WireValue[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function withStatement(resource: PackResource, path: Path, to: Statement): PackResource {
  const { properties, outputs } = resource;
  const isDocument = path.includes("json") && documentIn(properties[String(path[0])]) !== undefined;
  return {
    ...resource,
    properties: bagWithPlace(properties, path, to),
    ...(outputs === undefined || !isDocument ? {} : { outputs: bagWithPlace(outputs, path, to) }),
  };
}
