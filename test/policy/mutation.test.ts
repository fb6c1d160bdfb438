import assert from "node:assert/strict";
import { classOf } from "./mutation/left-out";
import { mutate, type MutationResult } from "./mutation/mutation";

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
