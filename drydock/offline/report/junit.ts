import junit from "junit-report-builder";
import { isMandatory, nameOfUrn, type PolicyReport } from "./types";

/**
 * Returns all reports as JUnit XML: a suite for each stack and mode, a test case for each policy. A mandatory
 * finding fails the case, advisory ones go to its output, a disabled policy is a skipped case.
 */
export function toJUnit(reports: readonly PolicyReport[]): string {
  const builder = junit.newBuilder();
  for (const report of reports) {
    const suite = builder
      .testSuite()
      .name(`${report.project}/${report.stack} (${report.mode})`)
      // Otherwise the library writes the current time, and two runs would differ.
      .timestamp(new Date(0));
    for (const policy of report.policies) {
      const findings = report.findings.filter((finding) => finding.policyName === policy.name);
      const lines = findings.map((finding) => {
        const where = finding.urn === undefined ? report.stack : nameOfUrn(finding.urn);
        const at = finding.location;
        return `${where}${at === undefined ? "" : ` (${at.file}:${at.line})`}: ${finding.message}`;
      });
      const testCase = suite
        .testCase()
        .className(report.pack.name)
        .name(policy.name)
        .file(report.stackFile);
      if (policy.enforcementLevel === "disabled") testCase.skipped();
      else if (findings.some(isMandatory)) testCase.failure(lines.join("\n"), policy.severity);
      else if (lines.length > 0) testCase.standardOutput(lines.join("\n"));
    }
  }
  return builder.build();
}
