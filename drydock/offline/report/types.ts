import type {
  PolicyDiagnostic,
  PolicyInfo,
  PolicyPackResult,
  PolicyRemediation,
} from "../pack/types";

/** The line of a stack file that decides a finding. */
export interface SourceLocation {
  /** Path relative to the program's folder, with forward slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** For example `drydock:services.web.exec`. */
  readonly yamlPath: string;
}

/** A diagnostic with the location of its fix, if the program's configuration decides it. */
export interface PolicyFinding extends PolicyDiagnostic {
  readonly location?: SourceLocation;
  /** True when it was accepted with the baseline. */
  readonly known?: boolean;
}

/** The policy results of one stack in one mode: the input of every format. */
export interface PolicyReport {
  readonly project: string;
  readonly stack: string;
  /** `preview`: computed values unknown. `update`: realistic values for all. */
  readonly mode: "preview" | "update";
  /** The stack's configuration file, which locates findings without a line. */
  readonly stackFile: string;
  readonly pack: PolicyPackResult["pack"];
  /** Folder of the checkout whose rules these are, relative to the working folder; absent for the program's own. */
  readonly rulesOf?: string;
  readonly policies: readonly PolicyInfo[];
  readonly findings: readonly PolicyFinding[];
  readonly remediations: readonly PolicyRemediation[];
}

/** Policies that tell how the others judged, about no fault of a resource. */
const notePolicies: ReadonlySet<string> = new Set(["exemptions-used", "pack-settings"]);

/** True for a sentence about exemptions or settings: every report names it, and no count holds it. */
export function isNote(finding: PolicyDiagnostic): boolean {
  return !isMandatory(finding) && notePolicies.has(finding.policyName);
}

/** Identifies a finding across runs. */
export function identity({ policyName, urn = "", message }: PolicyFinding): string {
  return [policyName, urn, message].join("\n");
}

/** The resource and the problem, without what to do. */
export function firstLine({ message }: PolicyDiagnostic): string {
  return message.split("\n", 1)[0] ?? "";
}

/** Counts of failing findings, other findings, and policies that ran. */
export interface PolicySummary {
  readonly mandatory: number;
  readonly advisory: number;
  readonly policiesRun: number;
}

/** True when the finding fails a preview. The engine fails on mandatory ones only. */
export function isMandatory(finding: PolicyDiagnostic): boolean {
  return finding.enforcementLevel === "mandatory" || finding.enforcementLevel === "remediate";
}

/** Counts of one report or of several. */
export function summarize(reports: readonly PolicyReport[]): PolicySummary {
  const findings = reports.flatMap((report) => report.findings.filter((one) => !isNote(one)));
  const mandatory = findings.filter(isMandatory).length;
  const ran = reports.map(
    ({ policies }) => policies.filter((one) => one.enforcementLevel !== "disabled").length,
  );
  return {
    mandatory,
    advisory: findings.length - mandatory,
    policiesRun: Math.max(0, ...ran),
  };
}

/** Control ids of a policy: its tags without other kinds of tags. */
export function controlIds(policy: PolicyInfo): string[] {
  return policy.tags.filter((tag) => !tag.includes(":"));
}

/** `web-task` from `urn:pulumi:stack::project::type$type::web-task`. */
export function nameOfUrn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** `aws:ecs/service:Service`, the last of a URN's chained types. */
export function typeOfUrn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
