/** Secrets and what is computed from them. */
import type { StackModel } from "./stack-model";
import type { StackResource } from "./stack-resource";

/** Secrets that a property was computed from, directly or by one of their versions. */
export function secretsBehind(
  stack: StackModel,
  resource: StackResource,
  property: string,
): ReadonlySet<StackResource> {
  return new Set([
    ...stack.dependenciesOf(resource, property, "secret"),
    ...stack
      .dependenciesOf(resource, property, "secretVersion")
      .flatMap((version) => stack.references(version, "secretId", "secret").targets),
  ]);
}
