import { messageParts } from "drydock-policy/message";
import { count } from "../words";
import { reservationsOf } from "./reservations";
import {
  controlIds,
  isMandatory,
  isNote,
  nameOfUrn,
  type PolicyFinding,
  type PolicyReport,
  summarize,
  typeOfUrn,
} from "./types";

/** All reports as Markdown for a pull-request comment. */
export function toMarkdown(reports: readonly PolicyReport[]): string {
  const { mandatory, advisory, policiesRun } = summarize(reports);
  const verdict =
    mandatory === 0
      ? "No mandatory policy is violated."
      : `**${count(mandatory, "mandatory finding")}.**`;
  return [
    "## Policies",
    "",
    `${verdict} ${count(advisory, "advisory finding")}; ${policiesRun} policies ran on each stack.`,
    "",
    ...reservationLines(reports),
    ...reports.flatMap(sectionOf),
  ].join("\n");
}

/** Limits of the judgement: in every report, whatever else it says. */
function reservationLines(reports: readonly PolicyReport[]): string[] {
  const { disabled, allDisabled, notes } = reservationsOf(reports);
  const names = allDisabled ? "every policy" : disabled.map((name) => `\`${name}\``).join(", ");
  const lines = [
    ...notes.map((note) => `- ${cell(note)}`),
    ...(disabled.length === 0 ? [] : [`- disabled: ${names}`]),
  ];
  return lines.length === 0 ? [] : [...lines, ""];
}

function sectionOf(report: PolicyReport): string[] {
  const { stack, mode, rulesOf, remediations } = report;
  const title = `### ${stack} (${mode}${rulesOf === undefined ? "" : `, rules of ${cell(rulesOf)}`})`;
  const findings = report.findings.filter((finding) => !isNote(finding));
  if (findings.length === 0 && remediations.length === 0) {
    return [title, "", "Nothing to report.", ""];
  }
  const isKnown = (finding: PolicyFinding): boolean => finding.known === true;
  const known = findings.filter(isKnown);
  return [
    title,
    "",
    ...table(
      findings.filter((finding) => !isKnown(finding)),
      report,
    ),
    ...(known.length === 0
      ? []
      : [
          `<details><summary>${count(known.length, "known finding")}, accepted with the baseline</summary>`,
          "",
          ...table(known, report),
          "</details>",
          "",
        ]),
    ...remediations.map(
      (one) =>
        `- remediated by \`${one.policyName}\`: ${cell(nameOfUrn(one.urn))}` +
        (one.problem === undefined
          ? ` (${one.changedProperties.join(", ")})`
          : `: ${cell(one.problem)}`),
    ),
    ...(remediations.length === 0 ? [] : [""]),
  ];
}

function table(findings: readonly PolicyFinding[], report: PolicyReport): string[] {
  if (findings.length === 0) return [];
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  return [
    "| | Policy | Resource | Finding | Where | Controls |",
    "|---|---|---|---|---|---|",
    ...sorted.map((finding) => rowOf(finding, report)),
    "",
  ];
}

const rank = (finding: PolicyFinding): number => (isMandatory(finding) ? 0 : 1);

function rowOf(finding: PolicyFinding, report: PolicyReport): string {
  const policy = report.policies.find((one) => one.name === finding.policyName);
  const link =
    policy === undefined || policy.url === ""
      ? `\`${finding.policyName}\``
      : `[\`${finding.policyName}\`](${policy.url})`;
  const resource =
    finding.urn === undefined
      ? "stack"
      : `${nameOfUrn(finding.urn)}<br><sub>${typeOfUrn(finding.urn)}</sub>`;
  const { location } = finding;
  return `| ${[
    isMandatory(finding) ? "❌" : "⚠️",
    link,
    resource,
    messageCell(finding),
    location === undefined ? "" : `\`${location.file}:${location.line}\``,
    policy === undefined ? "" : controlIds(policy).join(", "),
  ].join(" | ")} |`;
}

/** The problem, and for mandatory findings the fix; the link has the rest. */
function messageCell(finding: PolicyFinding): string {
  if (finding.policyName === "deferred-checks") return cell(finding.message);
  const { resource, problem, fix } = messageParts(finding.message);
  const said = cell(resource === undefined ? problem : `${resource}: ${problem}`);
  return isMandatory(finding) && fix !== undefined ? `${said}<br>Fix: ${cell(fix)}` : said;
}

/** Escapes text for a table cell: line breaks, column separators and markup. */
function cell(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("|", "\\|")
    .replaceAll(/\s*\n\s*/g, "<br>");
}
