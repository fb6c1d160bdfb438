import { existsSync, readFileSync } from "node:fs";
import { isMap } from "drydock-components/model/check/path";
import { SandboxError } from "../errors";
import { maps, type Values } from "./values";

/** Whether a state, as `pulumi stack export` prints it, holds a protected resource. */
export function isProtected(state: string): boolean {
  const exported: unknown = JSON.parse(state);
  const deployment = isMap(exported) ? exported["deployment"] : undefined;
  return isMap(deployment) && maps(deployment["resources"]).some(({ protect }) => protect === true);
}

/** Refuses a state file that the engine could not read: a full disk or a kill leaves one behind. */
export function refuseDamagedState(file: string, stack: string): void {
  if (!existsSync(file)) return;
  try {
    JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new SandboxError(
      `${file}: the state is damaged: it is not JSON. ` +
        "Copy the newest .checkpoint.json of .pulumi/history beside it over it, " +
        `or delete the stack and its cloud: npx drydock sandbox reset --stack ${stack}`,
    );
  }
}

/** One resource of the state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly custom: boolean;
  readonly values: Values;
}

/** The resources of a state file, without starting the CLI; none where there is no file, or the engine is writing it. */
export const stateResources = (file: string): StateResource[] =>
  maps(latestDeployment(file)["resources"]).map((values) => ({
    urn: text(values["urn"]),
    type: text(values["type"]),
    id: text(values["id"]),
    custom: values["custom"] === true,
    values,
  }));

/** URNs of what the engine began and has not heard of since. */
export const pendingUrns = (file: string): string[] =>
  maps(latestDeployment(file)["pending_operations"]).map(({ resource }) =>
    isMap(resource) ? text(resource["urn"]) : "",
  );

function latestDeployment(file: string): Values {
  const content = existsSync(file) ? parsed(readFileSync(file, "utf8")) : undefined;
  const checkpoint = isMap(content) ? content["checkpoint"] : undefined;
  const latest = isMap(checkpoint) ? checkpoint["latest"] : undefined;
  return isMap(latest) ? latest : {};
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
