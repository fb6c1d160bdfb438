import assert from "node:assert/strict";
import { derivedReasons, reasonFor } from "../policy/mutation/derived-reasons";
import { derivedMutants, judgeDerived } from "../policy/mutation/further";
import { classOf, leftOutReasons, type Reason } from "../policy/mutation/left-out";
import {
  environments,
  examples,
  mutate,
  type MutationResult,
  type Subject,
} from "../policy/mutation/mutation";
import { survivorReasons } from "../policy/mutation/survivors";
import { halves } from "../policy/support/halves";

const results = new Map<Subject, Promise<MutationResult>>();

/** Each with the share that is caught, in per cent. */
const subjects = [
  ...environments.map((subject) => ({ subject, least: 95, many: 300 })),
  ...examples.map((subject) => ({ subject, least: 90, many: 100 })),
];

function resultOf(subject: Subject): Promise<MutationResult> {
  const result = results.get(subject) ?? mutate(subject);
  results.set(subject, result);
  return result;
}

/** The report with every figure is docs/mutation.md (`npm run mutation`). */
describe("Mutants of the environments and of examples", function () {
  this.timeout(240_000);

  it("are left out and accepted for reasons that each fit some of them", async () => {
    const fitting = new Set<Reason>();
    for (const { subject } of subjects) {
      for (const reason of (await resultOf(subject)).fitting) fitting.add(reason);
    }
    assert.deepEqual(
      [...leftOutReasons, ...survivorReasons].filter((reason) => !fitting.has(reason)),
      [],
    );
  });

  for (const { subject, least, many } of subjects) {
    describe(subject.name, () => {
      let result: MutationResult;
      before(async () => {
        result = await resultOf(subject);
      });

      it("are no documents that a rule reports where they are left out", () => {
        assert.deepEqual(result.falselyLeftOut, []);
      });

      it(`are more than ${many}`, () => {
        assert.ok(result.counted > many, String(result.counted));
      });

      it(`are caught, at least ${least} of 100`, () => {
        assert.ok(
          result.caught / result.counted >= least / 100,
          `${result.caught} of ${result.counted}`,
        );
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
