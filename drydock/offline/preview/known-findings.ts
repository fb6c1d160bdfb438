/** Advisory findings that were accepted with the baseline: a preview shows new ones. */
import { firstLine, isMandatory, isNote, type PolicyFinding, type PolicyReport } from "../report";

/** First lines of messages by policy, sorted: the resource and the problem, without values. */
export type KnownFindings = Readonly<Record<string, readonly string[]>>;

export function knownFindings(reports: readonly PolicyReport[]): KnownFindings {
  const byPolicy = new Map<string, Set<string>>();
  for (const finding of reports.flatMap(({ findings }) => findings)) {
    if (!canBeKnown(finding)) continue;
    const lines = byPolicy.get(finding.policyName) ?? new Set();
    byPolicy.set(finding.policyName, lines.add(firstLine(finding)));
  }
  return Object.fromEntries(
    [...byPolicy]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([policy, lines]) => [policy, [...lines].sort()]),
  );
}

/** Marks the findings that are known. */
export function markKnown(
  reports: readonly PolicyReport[],
  known: KnownFindings,
): readonly PolicyReport[] {
  const isKnown = (finding: PolicyFinding): boolean =>
    canBeKnown(finding) && known[finding.policyName]?.includes(firstLine(finding)) === true;
  return reports.map((report) => ({
    ...report,
    findings: report.findings.map((finding) =>
      isKnown(finding) ? { ...finding, known: true } : finding,
    ),
  }));
}

/** A mandatory finding is never old, and notes are no findings. */
const canBeKnown = (finding: PolicyFinding): boolean => !isMandatory(finding) && !isNote(finding);
