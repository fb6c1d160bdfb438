import { existsSync, readFileSync } from "node:fs";
import { isMap } from "drydock-components/model/check/path";
import { SandboxError } from "../errors";
import { maps } from "./values";

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
