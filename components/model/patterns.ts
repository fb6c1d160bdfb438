import { z } from "zod";
import { quotas } from "../facts/quotas";
import { withReading } from "./check/advice";
import { repeated } from "./check/lists";
import { type ModelProblem, problemIf } from "./check/problem";
import { hostName, urlPath } from "./readings";
import { matching, whole } from "./primitives";

/** Which requests a rule of a load balancer takes; `who` follows "that lead to". */
export const patternShape = (who: string) => ({
  paths: z
    .array(
      withReading(
        matching(/^[/*][A-Za-z0-9_\-.$/~"'@:+&*?]{0,127}$/, "a path pattern, such as /api/*"),
        urlPath,
      ),
    )
    .max(5)
    .default([])
    .describe(`Path patterns that lead to ${who}; * and ? are wildcards. Defaults to any path.`),
  hosts: z
    .array(
      withReading(
        matching(/^[A-Za-z0-9*?.-]{1,128}$/, "a host pattern, such as api.example.com"),
        hostName,
      ),
    )
    .max(5)
    .default([])
    .describe(`Host names that lead to ${who}; * and ? are wildcards. Defaults to any host.`),
  priority: whole(1, 50000)
    .optional()
    .describe(
      "The order of the rule, lowest first. Defaults to one computed so that the more specific route wins.",
    ),
});

/** The requests that a rule takes. */
export interface Patterns {
  readonly paths: readonly string[];
  readonly hosts: readonly string[];
}

/** Returns the problems of patterns: no more than a rule of the load balancer takes, and each once. */
export function patternProblems({ paths, hosts }: Patterns): ModelProblem[] {
  const count = paths.length + hosts.length;
  const most = quotas.loadBalancer.conditionValuesPerRule;
  return [
    ...problemIf(count > most, {
      path: [],
      at: "key",
      message: `paths and hosts have ${count} patterns together.`,
      allowed: `at most ${most} patterns in one rule of a load balancer`,
      fix: "Join some with a wildcard, such as /api/*.",
    }),
    ...repeated(paths, ["paths"]),
    ...repeated(hosts, ["hosts"]),
  ];
}
