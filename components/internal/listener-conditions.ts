import type { Patterns } from "../model/patterns";

/** The conditions of the listener rule: a rule needs at least one, so any path is a condition too. */
export function routeConditions({ paths, hosts }: Patterns) {
  return [
    ...(hosts.length > 0 ? [{ hostHeader: { values: [...hosts] } }] : []),
    ...(paths.length > 0 || hosts.length === 0
      ? [{ pathPattern: { values: paths.length > 0 ? [...paths] : ["/*"] } }]
      : []),
  ];
}
