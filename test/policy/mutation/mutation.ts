import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { WireProperties } from "../../../drydock/offline/pack";
import { kindOf } from "../../../policy/lib/kinds";
import type { Rule } from "../../../policy/lib/rule";
import { rules } from "../../../policy/rules";
import { stackFileResources } from "./environment";
import { evaluate, keyOf } from "./evaluate";
import { concerns, leftOut, type Reason } from "./left-out";
import { type Mutant, mutantsOf } from "./mutants";
import { survivorReasons } from "./survivors";

const root = join(__dirname, "../../..");

/** A mutant that no rule reported. */
export interface Survivor {
  readonly mutant: Mutant;
  /** Absent when nobody has said why it is acceptable. */
  readonly reason: Reason | undefined;
}

/** A stack file whose mutants are judged. */
export interface Subject {
  readonly name: string;
  /** Relative to the repository. */
  readonly stackFile: string;
  readonly stack: string;
  /** Whose levels decide which rules run, a file of policy/config. */
  readonly levels: "test" | "production";
}

/** The environments of this repository. */
export const environments: readonly Subject[] = [
  { name: "test", stackFile: "Pulumi.test.yaml", stack: "test", levels: "test" },
  {
    name: "production",
    stackFile: "Pulumi.production.yaml",
    stack: "production",
    levels: "production",
  },
];

/** What is not a service: queues, jobs and a database that exists. */
export const examples: readonly Subject[] = ["worker-fleet", "jobs", "existing-platform"].map(
  (name) => ({
    name,
    stackFile: `examples/${name}/Pulumi.example.yaml`,
    stack: "example",
    levels: "production",
  }),
);

/** The outcome of the mutants of one stack. */
export interface MutationResult {
  readonly name: string;
  readonly generated: number;
  /** Numbers of mutants that weaken nothing, by reason. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** Reasons that fit a mutant, of those that are left out and of the survivors. */
  readonly fitting: ReadonlySet<Reason>;
  /** Documents that are left out though a rule reports them: their reason does not fit. */
  readonly falselyLeftOut: readonly string[];
  readonly counted: number;
  readonly caught: number;
  /** Mutants that a mandatory rule caught, so that a preview fails. */
  readonly blocked: number;
  readonly survivors: readonly Survivor[];
  /** Rules that spoke up about a resource of a kind they do not look at. */
  readonly unrelated: readonly string[];
  /** Numbers of mutants each rule caught. */
  readonly byRule: ReadonlyMap<string, number>;
}

/** Runs the pack on every mutant of a stack, as an update shows it: every value known. */
export async function mutate(subject: Subject): Promise<MutationResult> {
  const { active, options, levels } = configurationOf(subject.levels);
  const resources = await stackFileResources(join(root, subject.stackFile), {
    stack: subject.stack,
    preview: false,
  });
  const graph = new Map(resources.map((resource) => [resource.urn, resource]));
  const before = new Set((await evaluate(active, graph, options)).findings.map(keyOf));
  const counts = { generated: 0, caught: 0, blocked: 0 };
  const left = new Map<string, number>();
  const fitting = new Set<Reason>();
  const falselyLeftOut: string[] = [];
  const freshOn = async (mutant: Mutant) =>
    (await evaluate(active, mutant.graph(), options)).findings.filter(
      (finding) => !before.has(keyOf(finding)),
    );
  const byRule = new Map<string, number>();
  const survivors: Survivor[] = [];
  const unrelated = new Set<string>();
  for (const mutant of mutantsOf(graph)) {
    counts.generated += 1;
    const without = leftOut(mutant);
    if (without !== undefined) {
      increment(left, without.because);
      fitting.add(without);
      // Only documents: all that are left out would take minutes.
      if (mutant.operator === "widen" && (await freshOn(mutant)).length > 0) {
        falselyLeftOut.push(`${mutant.resource.name} ${mutant.place} ${mutant.change}`);
      }
      continue;
    }
    const fresh = await freshOn(mutant);
    if (fresh.length === 0) {
      const reason = survivorReasons.find((one) => concerns(one, mutant));
      if (reason !== undefined) fitting.add(reason);
      survivors.push({ mutant, reason });
      continue;
    }
    counts.caught += 1;
    if (fresh.some(({ rule }) => levels.get(rule) === "mandatory")) counts.blocked += 1;
    for (const name of new Set(fresh.map(({ rule }) => rule))) {
      increment(byRule, name);
      if (!looksAt(active, name, mutant)) {
        unrelated.add(`${name}: ${mutant.resource.type} ${mutant.operator} ${mutant.place}`);
      }
    }
  }
  return {
    name: subject.name,
    ...counts,
    leftOut: left,
    fitting,
    falselyLeftOut,
    counted: counts.caught + survivors.length,
    survivors,
    unrelated: [...unrelated],
    byRule,
  };
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** A rule without kinds looks at every resource. */
function looksAt(active: readonly Rule[], name: string, { resource }: Mutant): boolean {
  const kind = kindOf(resource.type);
  const rule = active.find((one) => one.name === name);
  if (rule === undefined || rule.kinds.length === 0) return true;
  return kind !== undefined && rule.kinds.includes(kind);
}

interface Configuration {
  readonly active: readonly Rule[];
  readonly options: Readonly<Record<string, WireProperties>>;
  readonly levels: ReadonlyMap<string, unknown>;
}

type Entry = string | (WireProperties & { readonly enforcementLevel?: string });

/** The level file's shape is held by its JSON schema, in a test. */
const parseLevels: (text: string) => Readonly<Record<string, Entry>> = JSON.parse;

function configurationOf(environment: Subject["levels"]): Configuration {
  const file = join(root, "policy", "config", `${environment}.json`);
  const entries = Object.entries(parseLevels(readFileSync(file, "utf8")));
  const levels = new Map(
    entries.map(([name, entry]) => [
      name,
      typeof entry === "string" ? entry : entry.enforcementLevel,
    ]),
  );
  const options = Object.fromEntries(
    entries.flatMap(([name, entry]): [string, WireProperties][] => {
      if (typeof entry === "string") return [];
      const { enforcementLevel, ...own } = entry;
      return enforcementLevel === undefined ? [] : [[name, own]];
    }),
  );
  return { active: rules.filter(({ name }) => levels.get(name) !== "disabled"), options, levels };
}
