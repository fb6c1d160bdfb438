import { isMap } from "./values";

/** Whether a state, as `pulumi stack export` prints it, holds a protected resource. */
export function isProtected(state: string): boolean {
  const exported: unknown = JSON.parse(state);
  const deployment = isMap(exported) ? exported["deployment"] : undefined;
  const resources: unknown = isMap(deployment) ? deployment["resources"] : undefined;
  return (
    Array.isArray(resources) &&
    resources.some((resource: unknown) => isMap(resource) && resource["protect"] === true)
  );
}
