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
