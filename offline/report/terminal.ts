import picocolors from "picocolors";
import {
  controlIds,
  isMandatory,
  nameOfUrn,
  type PolicyFinding,
  type PolicyReport,
  summarize,
  typeOfUrn,
} from "./types";

/** How the text looks. */
export interface TerminalOptions {
  /** Escape codes for colors. Defaults to what the terminal and `NO_COLOR` say. */
  readonly color?: boolean;
}

type Colors = ReturnType<typeof picocolors.createColors>;

/** All reports as text for a terminal: mandatory findings first, then advisory ones, then counts. */
export function toTerminal(
  reports: readonly PolicyReport[],
  options: TerminalOptions = {},
): string {
  const colors = picocolors.createColors(options.color ?? picocolors.isColorSupported);
  const { mandatory, advisory, policiesRun } = summarize(reports);
  const counts = `${mandatory} mandatory, ${advisory} advisory findings of ${policiesRun} policies`;
  return [
    ...reports.flatMap((report) => sectionOf(report, colors)),
    mandatory === 0 ? colors.green(counts) : colors.red(counts),
    "",
  ].join("\n");
}

function sectionOf(report: PolicyReport, colors: Colors): string[] {
  const findings = [
    ...report.findings.filter((finding) => isMandatory(finding)),
    ...report.findings.filter((finding) => !isMandatory(finding)),
  ];
  return [
    colors.bold(`Policies: ${report.stack} (${report.mode})`),
    ...findings.flatMap((finding) => findingLines(finding, report, colors)),
    ...report.remediations.map(
      (one) =>
        `  ${colors.cyan("remediated")} ${one.policyName}: ${nameOfUrn(one.urn)} ` +
        (one.problem ?? one.changedProperties.join(", ")),
    ),
    "",
  ];
}

function findingLines(finding: PolicyFinding, report: PolicyReport, colors: Colors): string[] {
  const policy = report.policies.find((one) => one.name === finding.policyName);
  const level = isMandatory(finding) ? colors.red("mandatory") : colors.yellow("advisory");
  const where =
    finding.urn === undefined
      ? "the stack"
      : `${nameOfUrn(finding.urn)} (${typeOfUrn(finding.urn)})`;
  const { location } = finding;
  const controls = policy === undefined ? [] : controlIds(policy);
  return [
    `  ${level} ${colors.bold(finding.policyName)}: ${where}`,
    ...finding.message.split("\n").map((line) => `    ${line}`),
    ...(location === undefined
      ? []
      : [`    at ${location.file}:${location.line} ${colors.dim(location.yamlPath)}`]),
    ...(controls.length === 0 ? [] : [colors.dim(`    ${controls.join(", ")}`)]),
  ];
}
