import assert from "node:assert/strict";
import { reasonFor } from "./mutation/derived-reasons";
import { derivedMutants, judgeDerived } from "./mutation/further";
import { classOf } from "./mutation/left-out";
import { mutate, type MutationResult } from "./mutation/mutation";
import { halves } from "./support/halves";

/** The report with every figure is docs/mutation.md (`npm run mutation`). */
describe("Mutants of the two environments", () => {
  for (const environment of ["test", "production"]) {
    describe(environment, () => {
      let result: MutationResult;
      before(async function () {
        this.timeout(120_000);
        result = await mutate(environment);
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
