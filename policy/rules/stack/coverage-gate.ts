import { kindOf } from "../../lib/kinds";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { stackRule } from "../../lib/rule";
import { uncoveredTypes } from "../../lib/uncovered-types";

/** The kinds that rules judge are handed in by the registry, which knows all rules. */
export function coverageGate(judged: ReadonlySet<string | undefined>) {
  return stackRule({
    name: "coverage-gate",
    row: 94,
    title: "Every type of resource is judged by a rule, or has a reason not to be",
    severity: "low",
    levels: { test: "mandatory", production: "mandatory", default: "disabled" },
    why: "A type without a rule can be misconfigured without a finding.",
    fix: "Write a rule for the type, or add it with a reason to policy/lib/uncovered-types.ts.",
    url: "https://www.pulumi.com/docs/iac/crossguard/",
    exemptible: false,
    convention: true,
    kinds: [],
    check({ stack, report }) {
      const seen = new Set<string>();
      for (const resource of stack.resources) {
        const { type } = resource;
        if (seen.has(type) || isComponent(stack, resource)) continue;
        seen.add(type);
        if (judged.has(kindOf(type))) continue;
        if (uncoveredTypes.some(([types]) => types.test(type))) continue;
        report(resource, { problem: "is of a type whose security no rule judges" });
      }
    },
  });
}

/** Groups resources and is none by itself: has no provider, and others below it. */
function isComponent(stack: StackModel, resource: StackResource): boolean {
  const { type, hasProvider } = resource;
  if (hasProvider || /^aws[:-]/.test(type)) return false;
  return /^(awsx|drydock|pulumi):/.test(type)
    ? type !== "pulumi:providers:aws"
    : stack.isParent(resource);
}
