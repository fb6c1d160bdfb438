import type { Kind } from "./kinds";
import { type DocumentReading, readDocument, type Statement } from "./iam/document";
import { excess, type Power } from "./iam/powers";
import { known, readList } from "./reading";
import type { ResourceCheck } from "./rule";
import { serviceCalls } from "./service-calls";

/** Kinds whose policies grant something to an identity: what IAM rules read. */
export const identityPolicyKinds: readonly Kind[] = [
  "role",
  "rolePolicy",
  "policy",
  "otherIdentityPolicy",
];

/** Kinds that hold a power, or use one by themselves. */
export const powerKinds: readonly Kind[] = [...identityPolicyKinds, "schedule", "stateMachine"];

/** Runs a check on every statement of a resource's identity policies; defers unknown ones. */
export function eachStatement(
  { resource: { type, inputs }, defer }: Pick<ResourceCheck, "resource" | "defer">,
  check: (statement: Statement, property: string) => void,
): void {
  const paths = type.includes("role:Role")
    ? (known(readList(inputs, "inlinePolicies")) ?? []).map(
        (_, at) => `inlinePolicies.${at}.policy`,
      )
    : ["policy"];
  for (const path of paths) {
    const document: DocumentReading = readDocument(inputs, path);
    if (document.state === "unknown") defer(path);
    if (document.state !== "known") continue;
    for (const statement of document.statements) check(statement, path);
  }
}

/** Reports statements that hand out too much of a power, and calls that use it, with the actions. */
export function reportExcess(check: ResourceCheck, power: Power): void {
  eachStatement(check, (statement, property) => {
    const found = excess(statement, power);
    if (found.length === 0) return;
    check.report({ problem: `${power.problem}: ${found.join(", ")}`, property });
  });
  const { type, inputs } = check.resource;
  for (const statement of serviceCalls(type, inputs)) {
    const found = excess(statement, power);
    if (found.length === 0) continue;
    check.report({ problem: `makes a call that ${power.problem}: ${found.join(", ")}` });
  }
}
