/** Policy findings as lines: mandatory ones in full, of the others what fits on a screen. */
import { type PolicyFinding, type PolicyReport, isMandatory, summarize } from "../../report";
import { list } from "../summary";
import type { Colors } from "./style";

/** Advisory findings have a line for each policy; `--markdown` and `--json` tell the rest. */
export function policyLines(policies: readonly PolicyReport[], colors: Colors): string[] {
  const { mandatory, advisory, policiesRun } = summarize(policies);
  const verdict = `${mandatory} mandatory, ${advisory} advisory findings of ${policiesRun} policies`;
  const findings = policies.flatMap((report) => report.findings);
  return [
    `  Policies: ${mandatory === 0 ? verdict : colors.red(verdict)}`,
    ...findings.filter(isMandatory).flatMap((finding) => mandatoryLines(finding, colors)),
    ...advisoryLines(
      findings.filter((finding) => !isMandatory(finding)),
      colors,
    ),
  ];
}

function mandatoryLines(
  { policyName, message, location }: PolicyFinding,
  colors: Colors,
): string[] {
  const [first = "", ...rest] = message.split("\n");
  return [
    `  ${colors.red("mandatory")} ${colors.bold(policyName)}: ${first}`,
    ...rest.map((line) => `    ${line}`),
    ...(location === undefined ? [] : [`    at ${location.file}:${location.line}`]),
  ];
}

/** `secret-rotated: ecs-demo: is not rotated.` What one policy says of several stands together. */
function advisoryLines(findings: readonly PolicyFinding[], colors: Colors): string[] {
  const groups = new Map<string, { readonly policyName: string; readonly names: string[] }>();
  for (const { policyName, message } of findings) {
    const [, name = "", said = ""] = /^(?:([^\s:]+): )?(.*)/.exec(message) ?? [];
    const key = `${policyName}\n${said}`;
    const group = groups.get(key) ?? { policyName, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups].map(([key, { policyName, names }]) => {
    const said = key.slice(policyName.length + 1);
    const whom = names.every((name) => name === "") ? "" : `${list(names)}: `;
    return `  ${colors.yellow("advisory")}  ${colors.bold(policyName)}: ${whom}${said}`;
  });
}
