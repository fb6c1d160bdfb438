import assert from "node:assert/strict";
import { derivedReasons, reasonFor } from "./mutation/derived-reasons";
import { derivedMutants, judgeDerived } from "./mutation/further";
import { classOf, leftOutReasons, type Reason } from "./mutation/left-out";
import { mutate, type MutationResult } from "./mutation/mutation";
import { survivorReasons } from "./mutation/survivors";
import { halves } from "./support/halves";

const environments = ["test", "production"] as const;
const results = new Map<string, Promise<MutationResult>>();

function resultOf(environment: string): Promise<MutationResult> {
  const result = results.get(environment) ?? mutate(environment);
  results.set(environment, result);
  return result;
}

/** The report with every figure is docs/mutation.md (`npm run mutation`). */
describe("Mutants of the two environments", function () {
  this.timeout(240_000);

  it("are left out and accepted for reasons that each fit some of them", async () => {
    const fitting = new Set<Reason>();
    for (const environment of environments) {
      for (const reason of (await resultOf(environment)).fitting) fitting.add(reason);
    }
    assert.deepEqual(
      [...leftOutReasons, ...survivorReasons].filter((reason) => !fitting.has(reason)),
      [],
    );
  });

  for (const environment of environments) {
    describe(environment, () => {
      let result: MutationResult;
      before(async () => {
        result = await resultOf(environment);
      });

      it("are no documents that a rule reports where they are left out", () => {
        assert.deepEqual(result.falselyLeftOut, []);
      });

      it("are hundreds", () => {
        assert.ok(result.counted > 300, String(result.counted));
      });

      it("are caught, at least 95 of 100", () => {
        assert.ok(result.caught / result.counted >= 0.95, `${result.caught} of ${result.counted}`);
      });

      it("have a reason each where they survive", () => {
        assert.deepEqual(
          result.survivors
            .filter(({ reason }) => reason === undefined)
            .map(({ mutant }) =>
              [classOf(mutant), mutant.operator, mutant.place, mutant.change].join(" "),
            ),
          [],
        );
      });

      it("fire no rule that has nothing to do with them", () => {
        assert.deepEqual(result.unrelated, []);
      });
    });
  }
});

/** All of them, and the halves, are in docs/mutation.md; here is every tenth, so that the suite stays quick. */
describe("Mutants that are derived from the evaluation and the provider's schema", function () {
  this.timeout(120_000);
  let derived: Awaited<ReturnType<typeof derivedMutants>>;
  before(async () => {
    derived = await derivedMutants();
  });

  it("are hundreds of each family, in two halves", () => {
    const { mutants } = derived;
    for (const family of ["lattice", "schema"] as const) {
      for (const half of halves) {
        const count = mutants.filter((one) => one.family === family && one.half === half).length;
        assert.ok(count > 100, `${family} ${half}: ${count}`);
      }
    }
  });

  it("have reasons that each fit some of them", () => {
    const fitting = new Set(derived.mutants.map(reasonFor));
    assert.deepEqual(
      derivedReasons.filter((reason) => !fitting.has(reason)),
      [],
    );
  });

  it("are caught, or have a reason", async () => {
    const { graph, mutants } = derived;
    const judged = await judgeDerived(
      graph,
      mutants.filter((_, index) => index % 10 === 0),
    );
    const silent = judged.filter(({ verdicts }) => verdicts.production === "missed");
    assert.ok(silent.length < judged.length * 0.7);
    assert.deepEqual(
      silent
        .filter(({ mutant }) => reasonFor(mutant) === undefined)
        .map(({ mutant }) => `${mutant.resource.type} ${mutant.place} ${mutant.change}`),
      [],
    );
  });
});
