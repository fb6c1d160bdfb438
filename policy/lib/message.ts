import type { Finding, RuleData } from "./rule";

/**
 * The text of a violation. The policy SDK and the CLI put the rule's description, which says why it
 * matters, before it. The first line stands by itself in tables; the others say what to do.
 */
export function messageOf(rule: RuleData, resourceName: string, finding: Finding): string {
  const property = finding.property === undefined ? "" : ` (${finding.property})`;
  return [
    `${resourceName}: ${finding.problem}${property}.`,
    `Fix: ${rule.fix}`,
    ...(rule.decidedBy === undefined ? [] : [`Stack file: ${rule.decidedBy}`]),
    ...(rule.controls.length === 0 ? [] : [`Controls: ${rule.controls.join(", ")}`]),
    rule.url,
  ].join("\n");
}
