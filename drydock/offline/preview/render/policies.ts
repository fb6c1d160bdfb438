/** Policy findings as lines: mandatory ones in full, the others shortened. */
import { messageParts } from "drydock-policy/message";
import { type PolicyFinding, type PolicyReport, isMandatory, summarize } from "../../report";
import { count, list, pluralClause } from "../../words";
import type { Colors } from "./style";

/** Advisory findings have a line for each policy; `--markdown` and `--json` have the rest. */
export function policyLines(policies: readonly PolicyReport[], colors: Colors): string[] {
  const { mandatory, advisory, policiesRun } = summarize(policies);
  const verdict = `${mandatory} mandatory, ${count(advisory, "advisory finding")} of ${policiesRun} policies`;
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

/** One policy's findings about several resources. */
interface FindingGroup {
  readonly policyName: string;
  readonly problem: string;
  readonly names: string[];
}

/** `secret-rotated: ecs-demo: is not rotated.` Groups the findings of one policy. */
function advisoryLines(findings: readonly PolicyFinding[], colors: Colors): string[] {
  const groups = new Map<string, FindingGroup>();
  for (const { policyName, message } of findings) {
    const { resource, problem } = messageParts(message);
    const key = `${policyName}\n${problem}`;
    const group = groups.get(key) ?? { policyName, problem, names: [] };
    if (resource !== undefined) group.names.push(resource);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ policyName, problem, names }) => {
    const said =
      names.length === 0
        ? problem
        : `${list(names)}: ${names.length === 1 ? problem : pluralClause(problem)}`;
    return `  ${colors.yellow("advisory")}  ${colors.bold(policyName)}: ${said}`;
  });
}
