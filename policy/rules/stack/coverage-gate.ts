import { kindOf } from "../../lib/kinds";
import { stackRule } from "../../lib/rule";
import { uncoveredTypes } from "../../lib/uncovered-types";

/** The kinds that rules look at are handed in by the registry, which knows all rules. */
export function coverageGate(covered: ReadonlySet<string | undefined>) {
  return stackRule({
    name: "coverage-gate",
    row: 94,
    title: "Every type of resource is looked at by a rule, or has a reason not to be",
    controls: [],
    severity: "low",
    levels: { test: "mandatory", production: "mandatory", default: "disabled" },
    why: "A type that nobody thought about is where the next hole is.",
    fix: "Write a rule for the type, or add it with a reason to policy/lib/uncovered-types.ts.",
    url: "https://www.pulumi.com/docs/iac/crossguard/",
    exemptible: false,
    convention: true,
    kinds: [],
    check({ stack, report }) {
      const seen = new Set<string>();
      for (const resource of stack.resources) {
        const { type } = resource;
        if (!type.startsWith("aws:") || seen.has(type)) continue;
        seen.add(type);
        if (covered.has(kindOf(type))) continue;
        if (uncoveredTypes.some(({ types }) => types.test(type))) continue;
        report(resource, { problem: "is of a type that no rule looks at" });
      }
    },
  });
}
