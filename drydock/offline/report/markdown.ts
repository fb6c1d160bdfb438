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
  const fresh = findings.filter(({ known }) => known !== true);
  const known = findings.length - fresh.length;
  const sorted = [...fresh].sort((a, b) => rank(a) - rank(b));
  const rules = [...new Set(sorted.map(({ policyName }) => policyName))];
  return [
    title,
    "",
    ...rules.flatMap((name) =>
      ruleLines(
        sorted.filter(({ policyName }) => policyName === name),
        report,
      ),
    ),
    ...(known === 0 ? [] : [`- ${count(known, "known finding")}, accepted with the baseline`]),
    ...remediations.map(
      (one) =>
        `- remediated by \`${one.policyName}\`: ${cell(nameOfUrn(one.urn))}` +
        (one.problem === undefined
          ? ` (${one.changedProperties.join(", ")})`
          : `: ${cell(one.problem)}`),
    ),
    "",
  ];
}

const rank = (finding: PolicyFinding): number => (isMandatory(finding) ? 0 : 1);

/** The findings of one rule: each resource once, the fix once where all have the same. */
function ruleLines(findings: readonly PolicyFinding[], report: PolicyReport): string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const policy = report.policies.find((one) => one.name === first.policyName);
  const url = policy?.url ?? "";
  const name = url === "" ? `\`${first.policyName}\`` : `[\`${first.policyName}\`](${url})`;
  const controls = policy === undefined ? "" : controlIds(policy).join(", ");
  const fixes = new Set(
    findings.filter(isMandatory).map(({ message }) => messageParts(message).fix),
  );
  return [
    `- ${isMandatory(first) ? "❌" : "⚠️"} ${name}${controls === "" ? "" : ` (${controls})`}`,
    ...findings.map((finding) => `  - ${findingText(finding)}`),
    ...[...fixes].flatMap((fix) => (fix === undefined ? [] : [`  - Fix: ${cell(fix)}`])),
  ];
}

function findingText({ policyName, message, urn, location }: PolicyFinding): string {
  const { resource, problem } = messageParts(message);
  const about = urn === undefined || resource === undefined ? "" : ` <sub>${typeOfUrn(urn)}</sub>`;
  const where = location === undefined ? "" : ` \`${location.file}:${location.line}\``;
  if (policyName === "deferred-checks") return `${cell(message)}${where}`;
  const said = resource === undefined ? cell(problem) : `${cell(resource)}: ${cell(problem)}`;
  return `${said}${where}${about}`;
}

/** Escapes text: line breaks, column separators and markup. */
function cell(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("|", "\\|")
    .replaceAll(/\s*\n\s*/g, "<br>");
}
