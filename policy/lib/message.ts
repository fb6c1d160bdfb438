import { exemptionEntry } from "./exemption-entry";
import type { Finding, RuleData } from "./rule";
import { urnParts } from "./urn";

/** The resource of a violation. */
export interface Violated {
  readonly name: string;
  readonly urn: string;
}

/**
 * The text of a violation. The policy SDK and the CLI put the rule's description, which says why it
 * matters, before it. The first line is alone in tables; the others say what to do.
 */
export function messageOf(rule: RuleData, resource: Violated, finding: Finding): string {
  const property = finding.property === undefined ? "" : ` (${finding.property})`;
  const { decidedBy } = rule;
  return [
    `${resource.name}: ${finding.problem}${property}.`,
    `Fix: ${rule.fix}`,
    ...(decidedBy === undefined ? [] : [`Stack file: ${keyOf(decidedBy, resource)}`]),
    ...exemptionLines(rule, resource),
    ...(rule.controls.length === 0 ? [] : [`Controls: ${rule.controls.join(", ")}`]),
    rule.url,
  ].join("\n");
}

/** The key with the resource's name; without it where another resource has the name. */
function keyOf(decidedBy: string, { name }: Violated): string {
  return /^[a-z][a-z0-9-]*$/.test(name)
    ? decidedBy.replace("{name}", name)
    : decidedBy.replace(/\.\{name\}.*$/, "");
}

/** An entry to paste, where an image may well need the exemption. */
function exemptionLines({ name: rule, exemptedFor }: RuleData, { urn, name }: Violated): string[] {
  const parts = urnParts(urn);
  if (exemptedFor === undefined || parts === undefined) return [];
  const { stack, project } = parts;
  const type = parts.type.slice(parts.type.lastIndexOf("$") + 1);
  const entry = exemptionEntry({
    rule,
    stack,
    project,
    type,
    name,
    reason: exemptedFor,
    today: new Date(),
  });
  return [
    "Or accept it below exemptions: in policy-exemptions.yaml:",
    ...entry.split("\n").map((line) => `  ${line}`),
  ];
}

/** The parts of a message that `messageOf` wrote; a message of somebody else is all problem. */
export interface MessageParts {
  /** The resource's name; absent where the message begins otherwise. */
  readonly resource?: string;
  /** A clause about the resource: "assigns a public address (assignPublicIp)." */
  readonly problem: string;
  /** A sentence. */
  readonly fix?: string;
}

/** Takes apart what `messageOf` writes. */
export function messageParts(message: string): MessageParts {
  const [first = "", ...rest] = message.split("\n");
  const [, resource, problem = ""] = /^(?:([^\s:]+): )?(.*)/.exec(first) ?? [];
  const fix = rest.find((line) => line.startsWith("Fix: "))?.slice("Fix: ".length);
  return {
    ...(resource === undefined ? {} : { resource }),
    problem,
    ...(fix === undefined ? {} : { fix }),
  };
}
