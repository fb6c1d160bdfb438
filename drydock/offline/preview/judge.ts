/** Whose rules judge an environment: those of its repository, and of another checkout such as the base branch. */
import { join, relative } from "node:path";
import type { StackConfig } from "../../config";
import { loadStackFile } from "../../config/loader";
import {
  identity,
  isMandatory,
  type PolicyFinding,
  type PolicyReport,
  reservationsOf,
} from "../report";

/** Policies, levels and exemptions of one folder. */
export interface Judge {
  /** The folder with Pulumi.yaml: its installed pack, levels and exemption file are used. */
  readonly root: string;
  /** Chooses the levels of a stack without its own. */
  readonly lifecycle: StackConfig["lifecycle"];
  /** How reports name the folder; absent for the environment's own. */
  readonly rulesOf?: string;
}

interface Judged {
  readonly root: string;
  readonly stackFile: string;
  /** Another checkout, absolute. */
  readonly rulesFrom?: string;
  readonly lifecycle: StackConfig["lifecycle"];
}

/** The judges, the deciding one first. The other checkout's own stack file chooses its levels, where it has one. */
export function judgesOf({ root, stackFile, rulesFrom, lifecycle }: Judged): Judge[] {
  const own = { root, lifecycle };
  if (rulesFrom === undefined) return [own];
  const loaded = loadStackFile(join(rulesFrom, relative(root, stackFile)));
  return [
    {
      root: rulesFrom,
      lifecycle: "problems" in loaded ? lifecycle : loaded.config.lifecycle,
      rulesOf: relative(process.cwd(), rulesFrom) || ".",
    },
    own,
  ];
}

/** What one judge says of both modes. */
export interface Judgement {
  readonly policies: readonly PolicyReport[];
  /** The reason for missing results. */
  readonly policyProblem?: string;
}

/** The result of all judges. */
export interface Verdict extends Judgement {
  /** How the rules of the environment differ from the deciding ones; empty without another checkout. */
  readonly ruleDifferences: readonly string[];
}

/** Merges judgements: the deciding one whole, and the further findings of the environment's own. */
export function verdictOf(judgements: readonly Judgement[]): Verdict {
  const [first = { policies: [] }, own] = judgements;
  const problem = judgements.find(({ policyProblem }) => policyProblem !== undefined);
  if (own === undefined || problem !== undefined) {
    return { ...(problem ?? first), ruleDifferences: [] };
  }
  const said = new Map(
    first.policies.flatMap(({ findings }) =>
      findings.map((finding) => [identity(finding), isMandatory(finding)]),
    ),
  );
  const isNew = (finding: PolicyFinding): boolean => {
    const mandatory = said.get(identity(finding));
    return mandatory === undefined || (isMandatory(finding) && !mandatory);
  };
  const beyond = own.policies.map((report) => ({
    ...report,
    findings: report.findings.filter(isNew),
  }));
  return {
    policies: [...first.policies, ...beyond],
    ruleDifferences: ruleDifferences(first.policies, own.policies),
  };
}

/** Each as a line that names policies; the same change of level of several is one line. */
function ruleDifferences(base: readonly PolicyReport[], own: readonly PolicyReport[]): string[] {
  const there = base[0]?.rulesOf ?? "";
  const [before, after] = [levelsOf(base), levelsOf(own)];
  const byChange = new Map<string, string[]>();
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was = "missing", is = "missing"] = [before.get(name), after.get(name)];
    if (was === is) continue;
    const change = `${was} in ${there}, ${is} here`;
    byChange.set(change, [...(byChange.get(change) ?? []), name]);
  }
  const notesBefore = reservationsOf(base).notes;
  const notesAfter = reservationsOf(own).notes;
  return [
    ...[...byChange].map(([change, names]) => `${change}: ${names.join(", ")}`),
    ...notesAfter.filter((note) => !notesBefore.includes(note)).map((note) => `only here: ${note}`),
    ...notesBefore
      .filter((note) => !notesAfter.includes(note))
      .map((note) => `only in ${there}: ${note}`),
  ];
}

const levelsOf = (reports: readonly PolicyReport[]): Map<string, string> =>
  new Map(
    reports.flatMap(({ policies }) => policies.map((one) => [one.name, one.enforcementLevel])),
  );
