import type { PackResource } from "../../../drydock/offline/pack";
import type { Rule } from "../../../policy/lib/rule";
import { uncoveredTypes } from "../../../policy/lib/uncovered-types";
import { rules } from "../../../policy/rules";
import { type Half, halfOf } from "../support/halves";
import { productionOptions } from "../support/production-options";
import { environmentResources } from "./environment";
import { evaluate, type Graph, keyOf, type Outcome } from "./evaluate";
import { resourceOf } from "./graph";
import { latticeMutantsOf } from "./lattice-mutants";
import { allTypes } from "./schema";
import { schemaMutantsOf } from "./schema-mutants";

/** The level of each rule in production, and in a program that configures nothing. */
export const views = ["production", "default"] as const;
export type View = (typeof views)[number];

/** Who noticed a mutant: a rule that blocks, one that warns, the coverage gate alone, nobody. */
export const verdicts = ["mandatory", "advisory", "gate", "missed"] as const;
export type Verdict = (typeof verdicts)[number];

/** A change that was derived, from the evaluation of documents or from the provider's schema. */
export interface DerivedMutant {
  readonly family: "lattice" | "schema";
  /** The half of the operator. */
  readonly half: Half;
  readonly resource: PackResource;
  readonly place: string;
  readonly change: string;
  readonly changed: PackResource;
}

/** A derived mutant with what the pack makes of it. */
export interface Judged {
  readonly mutant: DerivedMutant;
  readonly verdicts: Readonly<Record<View, Verdict>>;
}

/** Every derived mutant of production. An operator is a change of a place in a type: all its mutants are in one half. */
export async function derivedMutants(): Promise<{ graph: Graph; mutants: DerivedMutant[] }> {
  const resources = await environmentResources("production", false);
  const graph = new Map(resources.map((resource) => [resource.urn, resource]));
  const mutants = [
    ...[...latticeMutantsOf(resources)].map((one) => ({ family: "lattice" as const, ...one })),
    ...[...schemaMutantsOf(resources)].map((one) => ({ family: "schema" as const, ...one })),
  ];
  return { graph, mutants: mutants.map((one) => ({ ...one, half: halfOf(operatorOf(one)) })) };
}

function operatorOf({ family, resource, place, change }: Omit<DerivedMutant, "half">): string {
  return `${resource.type} ${family === "lattice" ? change : place}`;
}

/** Judges mutants, each by what it adds to the findings of the unchanged program. */
export async function judgeDerived(
  graph: Graph,
  mutants: readonly DerivedMutant[],
): Promise<Judged[]> {
  const before: Record<View, Set<string>> = { production: new Set(), default: new Set() };
  for (const view of views) before[view] = new Set((await findings(view, graph)).map(keyOf));
  const judged: Judged[] = [];
  for (const mutant of mutants) {
    const changed = new Map([...graph, [mutant.resource.urn, mutant.changed]]);
    const verdict = async (view: View): Promise<Verdict> =>
      verdictOf(
        view,
        (await findings(view, changed)).filter((one) => !before[view].has(keyOf(one))),
      );
    judged.push({
      mutant,
      verdicts: { production: await verdict("production"), default: await verdict("default") },
    });
  }
  return judged;
}

async function findings(view: View, graph: Graph): Promise<readonly Outcome[]> {
  const active = rules.filter(({ levels }) => levels[view] !== "disabled");
  return (await evaluate(active, graph, view === "production" ? productionOptions : {})).findings;
}

function verdictOf(view: View, fresh: readonly Outcome[]): Verdict {
  const speaking: readonly Rule[] = rules.filter(({ name }) =>
    fresh.some(({ rule }) => rule === name),
  );
  const judging = speaking.filter(({ name }) => name !== "coverage-gate");
  if (judging.some(({ levels }) => levels[view] === "mandatory" || levels[view] === "remediate")) {
    return "mandatory";
  }
  if (judging.length > 0) return "advisory";
  return speaking.length > 0 ? "gate" : "missed";
}

/** How the coverage gate sees every resource type of the provider. */
export async function typeVerdicts() {
  const types = allTypes();
  const graph = new Map(types.map((type) => [type, resourceOf(type, type, { properties: {} })]));
  const gate = rules.filter(({ name }) => name === "coverage-gate");
  const { findings: found } = await evaluate(gate, graph);
  const excused = types.filter((type) => uncoveredTypes.some(([of]) => of.test(type)));
  return {
    all: types.length,
    gate: found.length,
    excused: excused.length,
    judged: types.length - found.length - excused.length,
  };
}
