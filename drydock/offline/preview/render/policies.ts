/** Policy findings as lines: new ones in full, known ones counted, exemptions and disabled policies by name. */
import { messageParts } from "drydock-policy/message";
import {
  decidingKey,
  isMandatory,
  isNote,
  type PolicyFinding,
  type PolicyReport,
  reservationsOf,
  summarize,
} from "../../report";
import { count, list, pluralClause } from "../../words";
import type { EnvironmentPreview } from "../environment";
import type { Verdict } from "../judge";
import type { Colors } from "./style";

/** All but mandatory findings, which {@link problemLines} has; `--markdown` and `--json` have every finding. */
export function policyLines(
  { policies, ruleDifferences }: Pick<Verdict, "policies" | "ruleDifferences">,
  colors: Colors,
): string[] {
  const { mandatory, advisory, policiesRun } = summarize(policies);
  const rules = policies.find(({ rulesOf }) => rulesOf !== undefined)?.rulesOf;
  const verdict = `${mandatory} mandatory, ${count(advisory, "advisory finding")} of ${policiesRun} policies`;
  const labelled = (label: string, text: string): string =>
    `  ${colors.yellow(label.padEnd(9))} ${text}`;
  const { known, undecidable, others } = sorted(policies);
  const { disabled, allDisabled, notes } = reservationsOf(policies);
  return [
    `  Policies${rules === undefined ? "" : ` of ${rules}`}: ${mandatory === 0 ? verdict : colors.red(verdict)}`,
    ...ruleDifferences.map((line) => labelled("rules", line)),
    ...(known === 0
      ? []
      : [labelled("known", `${count(known, "advisory finding")}, accepted with the baseline`)]),
    ...groups(others).map(({ policyName, problem, names }) =>
      labelled("advisory", `${colors.bold(policyName)}: ${said(names, problem)}`),
    ),
    ...(undecidable.length === 0
      ? []
      : [labelled("no key", `${undecidable.join(", ")}: no key of a stack file decides them`)]),
    ...notes.map((note) => labelled("note", note)),
    ...(disabled.length === 0
      ? []
      : [labelled("disabled", allDisabled ? "every policy" : disabled.join(", "))]),
  ];
}

/** Failures of an environment: mode differences, a failed pack, and mandatory findings in full. */
export function problemLines(
  {
    modeDifferences,
    policyProblem,
    policies,
  }: Pick<EnvironmentPreview, "modeDifferences" | "policyProblem" | "policies">,
  colors: Colors,
): string[] {
  return [
    ...modeDifferences.map((name) => colors.red(`  registered only in the ${name}`)),
    ...(policyProblem === undefined
      ? []
      : [colors.red(`  The policies did not run: ${policyProblem}`)]),
    ...mandatoryLines(policies, colors),
  ];
}

/** Mandatory findings in full. */
export function mandatoryLines(policies: readonly PolicyReport[], colors: Colors): string[] {
  return policies.flatMap(({ findings, rulesOf }) =>
    findings.filter(isMandatory).flatMap(({ policyName, message, location }) => {
      const [first = "", ...rest] = message.split("\n");
      const whose = rulesOf === undefined ? "" : ` (rules of ${rulesOf})`;
      return [
        `  ${colors.red("mandatory")} ${colors.bold(policyName)}${whose}: ${first}`,
        ...rest.map((line) => `    ${line}`),
        ...(location === undefined ? [] : [`    at ${location.file}:${location.line}`]),
      ];
    }),
  );
}

interface Sorted {
  /** The number of findings that were accepted with the baseline. */
  readonly known: number;
  /** Policies whose findings no key of a stack file changes. */
  readonly undecidable: readonly string[];
  readonly others: readonly PolicyFinding[];
}

/** Sorts advisory findings by the reader's possible action. */
function sorted(policies: readonly PolicyReport[]): Sorted {
  const decided = new Set(
    policies.flatMap((report) =>
      report.policies.filter((policy) => decidingKey(policy) !== undefined).map(({ name }) => name),
    ),
  );
  const advisory = policies
    .flatMap(({ findings }) => findings)
    .filter((finding) => !isMandatory(finding) && !isNote(finding));
  const isUndecidable = ({ policyName, urn = "" }: PolicyFinding): boolean =>
    !decided.has(policyName) && urn.includes("::drydock:index:");
  const fresh = advisory.filter(({ known }) => known !== true);
  return {
    known: advisory.length - fresh.length,
    undecidable: [...new Set(fresh.filter(isUndecidable).map(({ policyName }) => policyName))],
    others: fresh.filter((finding) => !isUndecidable(finding)),
  };
}

/** One policy's findings about several resources. */
interface FindingGroup {
  readonly policyName: string;
  readonly problem: string;
  readonly names: string[];
}

function groups(findings: readonly PolicyFinding[]): FindingGroup[] {
  const byProblem = new Map<string, FindingGroup>();
  for (const { policyName, message } of findings) {
    const { resource, problem } = messageParts(message);
    const key = `${policyName}\n${problem}`;
    const group = byProblem.get(key) ?? { policyName, problem, names: [] };
    if (resource !== undefined) group.names.push(resource);
    byProblem.set(key, group);
  }
  return [...byProblem.values()];
}

/** `ecs-demo: is not rotated.` */
function said(names: readonly string[], problem: string): string {
  if (names.length === 0) return problem;
  return `${list(names)}: ${names.length === 1 ? problem : pluralClause(problem)}`;
}
