import { isMap } from "drydock-components/model/check/path";
import { maps } from "./values";

/** Whether a state, as `pulumi stack export` prints it, holds a protected resource. */
export function isProtected(state: string): boolean {
  const exported: unknown = JSON.parse(state);
  const deployment = isMap(exported) ? exported["deployment"] : undefined;
  return isMap(deployment) && maps(deployment["resources"]).some(({ protect }) => protect === true);
}
