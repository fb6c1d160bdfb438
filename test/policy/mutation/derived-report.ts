import { halves } from "../support/halves";
import { reasonFor } from "./derived-reasons";
import {
  derivedMutants,
  type Judged,
  judgeDerived,
  typeVerdicts,
  verdicts,
  views,
} from "./further";

/** The part of docs/mutation.md about operators that are derived. */
export async function derivedSection(): Promise<string[]> {
  const { graph, mutants } = await derivedMutants();
  const judged = await judgeDerived(graph, mutants);
  const types = await typeVerdicts();
  return [
    "## Derived operators",
    "",
    "Two more families of mutants of production are derived by a program. *Lattice*: each statement of each policy " +
      "document, widened by one step in one dimension of its evaluation: who, under which condition, on what, which " +
      "action; a refusal made smaller. *Schema*: each input about protection that `@pulumi/aws` declares for a type in " +
      "use, at any depth, set or not, with each other value that its type or its documentation offers. The " +
      "schema does not say which value is the weaker one, so many of these weaken nothing. Operators are split in two halves by a hash; rules were tuned on the first half only.",
    "",
    "| Operators | Half | Levels | Mutants | Mandatory rule | Advisory rule | Gate alone | Nobody |",
    "|---|---|---|---|---|---|---|---|",
    ...countRows(judged),
    "",
    "Why nobody has to report the others (`test/policy/mutation/derived-reasons.ts`):",
    "",
    "| Operators | Why | Tuned | Kept back |",
    "|---|---|---|---|",
    ...reasonRows(judged),
    "",
    `Of the ${types.all} resource types of the provider, rules judge ${types.judged} by name, and the coverage gate alone ` +
      `reports ${types.gate}; ${types.excused} have a reason not to be judged. Rules that look at every type ` +
      "(accounts, policies, settings, secrets) are not counted in this.",
    "",
  ];
}

function countRows(judged: readonly Judged[]): string[] {
  return (["lattice", "schema"] as const).flatMap((family) =>
    halves.flatMap((half) => {
      const those = judged.filter(({ mutant }) => mutant.family === family && mutant.half === half);
      return views.map((view) => {
        const counts = verdicts.map(
          (one) => those.filter((it) => it.verdicts[view] === one).length,
        );
        return `| ${[family, half, view, those.length, ...counts].join(" | ")} |`;
      });
    }),
  );
}

function reasonRows(judged: readonly Judged[]): string[] {
  const counts = new Map<string, [tuned: number, kept: number]>();
  for (const { mutant, verdicts: given } of judged) {
    if (given.production !== "missed") continue;
    const because = reasonFor(mutant)?.because ?? "**no reason given**";
    const key = `${mutant.family} | ${because}`;
    const [tuned, kept] = counts.get(key) ?? [0, 0];
    counts.set(key, mutant.half === "tuned" ? [tuned + 1, kept] : [tuned, kept + 1]);
  }
  return [...counts].map(([key, numbers]) => `| ${key} | ${numbers.join(" | ")} |`).sort();
}
