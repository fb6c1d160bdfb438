/** The resources that a call of the provider names, as ARNs. */
import { partitionOf } from "drydock-components/facts/regions";
import { type ActionTarget, arnTemplate, rightOf } from "drydock-policy/permissions";
import type { PropertyValue } from "../offline/capture/types";
import { isBag } from "../offline/capture/values";
import { textAt } from "../offline/cloud/values";
import { callsOf } from "./calls";
import type { Named, Place } from "./patterns";

/** Resources that a call names. */
export interface Target {
  readonly arns: readonly string[];
  /** The resource of the stack; absent for one that exists beside it. */
  readonly owner?: Named;
  /** A tag of the resource can narrow the call. */
  readonly byTag: boolean;
  /** Every resource of the kind, since no input tells which. */
  readonly open?: true;
}

/** The resources of a stack by their kind and what other resources' inputs hold of them. */
export type Index = ReadonlyMap<string, Named>;

export function indexOf(resources: readonly Named[]): Index {
  return new Map(
    resources.flatMap((named) => {
      const kind = callsOf(named.resource.type)?.is;
      if (kind === undefined) return [];
      return ["id", "arn", "name"]
        .map((key) => textAt(named.properties, key))
        .map((text): [string, Named] => [`${kind} ${text}`, named]);
    }),
  );
}

/** Empty where the action can name no resource. */
export function targetsOf(action: string, named: Named, index: Index): Target[] {
  const right = rightOf(action);
  if (right === undefined || right.targets.length === 0) return [];
  const kind = callsOf(named.resource.type)?.is;
  const own = right.targets.find(({ type }) => isKind(kind, type));
  if (kind !== undefined && right.tags) {
    return [{ arns: arnsOf(named), owner: named, byTag: own?.byTag ?? true }];
  }
  const mine = own && { arns: arnsOf(named), owner: named, byTag: own.byTag };
  const others = right.targets.filter((target) => target !== own);
  const found = others.map((target) => ({ target, targets: otherTargets(target, named, index) }));
  const reached = found.filter(({ targets }) => targets.length > 0);
  const families = new Set(
    [...reached.map(({ target }) => target), ...(own === undefined ? [] : [own])].map(family),
  );
  const unknown = others.filter(
    (one) => (one.required || families.size === 0) && !families.has(family(one)),
  );
  return [
    ...(mine === undefined ? [] : [mine]),
    ...reached.flatMap(({ targets }) => targets),
    ...unknown.map(({ template }): Target => ({
      arns: [filled(template, named.place, "*")],
      byTag: false,
      open: true,
    })),
  ];
}

/** IAM speaks of `loadbalancer` where it means `loadbalancer/app/`, too. */
const isKind = (kind: string | undefined, type: string): boolean =>
  kind === type || kind?.startsWith(`${type}/`) === true;

/** Listeners of application and of network load balancers are one family: an input names one of them. */
const family = ({ type }: ActionTarget): string => type.split("/")[0] ?? type;

/** The ARNs of a resource of the stack. */
export function arnsOf(named: Named): string[] {
  const { is = "", arns = ["{arn}"] } = callsOf(named.resource.type) ?? {};
  return arns.map((pattern) => {
    const arn = inserted(placed(pattern, named.place), named);
    const id = textAt(named.properties, "id");
    return arn.startsWith("arn:") ? arn : filled(arnTemplate(is) ?? "*", named.place, id);
  });
}

/** Properties for their names in braces; `{path}` is what follows the first slash of the ARN. */
const inserted = (pattern: string, { properties }: Named): string =>
  pattern.replace(/\{(\w+)\}/g, (_match, key: string) =>
    key === "path"
      ? textAt(properties, "arn").split("/").slice(1).join("/")
      : textAt(properties, key),
  );

function otherTargets(
  { type, template, byTag }: ActionTarget,
  named: Named,
  index: Index,
): Target[] {
  const { names = {}, beside = {} } = callsOf(named.resource.type) ?? {};
  const texts = textsIn(named.properties);
  const owners = texts.flatMap((text) => index.get(`${type} ${text}`) ?? []);
  const known = new Set(owners.flatMap(arnsOf));
  const whole = texts.filter((text) => patternOf(template).test(text) && !known.has(text));
  const made = beside[type];
  const bare = [
    ...texts.filter((text) => isId(type, text) && !index.has(`${type} ${text}`)),
    ...[names[type]].flatMap((path) =>
      path === undefined ? [] : [textAt(named.properties, path)],
    ),
  ].filter((name) => name !== "" && !index.has(`${type} ${name}`));
  const arns = [
    ...whole,
    ...bare.map((name) => filled(template, named.place, name)),
    ...(made === undefined
      ? []
      : [placed(template, named.place).replace(/\$\{.*$/, inserted(made, named))]),
  ];
  return [
    ...owners.map((owner): Target => ({ arns: arnsOf(owner), owner, byTag })),
    ...(arns.length === 0 ? [] : [{ arns, byTag: false }]),
  ];
}

/** Ids of things that exist beside the stack tell by their first letters what they are. */
const idPrefixes: Readonly<Record<string, string>> = {
  "ec2:vpc": "vpc-",
  "ec2:subnet": "subnet-",
  "ec2:security-group": "sg-",
  "ec2:route-table": "rtb-",
  "elasticfilesystem:file-system": "fs-",
};

const isId = (type: string, text: string): boolean => {
  const prefix = idPrefixes[type];
  return prefix !== undefined && text.startsWith(prefix) && !text.includes("*");
};

/** An ARN from IAM's template, with a name as its last part. */
const filled = (template: string, place: Place, name: string): string =>
  placed(template, place)
    .replace(/\$\{\w+\}$/, name)
    .replace(/\$\{\w+\}/g, "*");

export function placed(template: string, { region, account }: Place): string {
  const places: Readonly<Record<string, string>> = {
    "${Partition}": partitionOf(region),
    "${Region}": region,
    "${Account}": account,
  };
  return template.replace(/\$\{(Partition|Region|Account)\}/g, (key) => places[key] ?? key);
}

const patternOf = (template: string): RegExp =>
  new RegExp(
    `^${template.replace(/\$\{(?:Region|Account)\}/g, "[^:]*").replace(/\$\{\w+\}/g, "[^:]+")}$`,
  );

function textsIn(value: PropertyValue): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((one: PropertyValue) => textsIn(one));
  return isBag(value) ? Object.values(value).flatMap(textsIn) : [];
}
