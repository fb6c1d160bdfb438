import assert from "node:assert/strict";
import { type Half, halfOf, halves } from "../policy/support/halves";
import { harmless, weaknesses } from "../policy/weaknesses";
import { beside, besideHarmless } from "../policy/weaknesses/beside";
import type { Entry } from "../policy/weaknesses/entry";
import { laterHarmless } from "../policy/weaknesses/later-harmless";
import { laterWeaknesses } from "../policy/weaknesses/later-weaknesses";
import { fourth, fourthHarmless } from "../policy/weaknesses/fourth";
import { judge } from "../policy/weaknesses/measure";
import { fifth, fifthHarmless } from "../policy/weaknesses/fifth";
import { third, thirdHarmless } from "../policy/weaknesses/third";

/** Limits for each half: caught by a mandatory rule, by any rule, and false findings on harmless changes. */
type Figures = Readonly<Record<Half, readonly [blocked: number, caught: number, falsely: number]>>;

const lists: readonly {
  readonly of: string;
  readonly weaknesses: readonly Entry[];
  readonly harmless: readonly Entry[];
  readonly figures: Figures;
}[] = [
  {
    of: "a stack",
    weaknesses,
    harmless,
    figures: { tuned: [91, 92, 0], "kept back": [78, 82, 0] },
  },
  {
    // At its first run the half that was kept back stood at 35 and 36 of 40; it showed two faults, now fixed. The other
    // two are passwords that the program gives a store: a policy cannot tell whether Pulumi keeps one as a secret.
    of: "what is beside the tasks",
    weaknesses: beside,
    harmless: besideHarmless,
    figures: { tuned: [42, 42, 0], "kept back": [37, 38, 0] },
  },
  {
    // At its first run 81 of 111 of the half to tune on and 61 of 95 of the half that was kept back; tuned on the first
    // half, 105 and 84. The second then showed two faults of the evaluation and a false finding, now fixed.
    of: "any service",
    weaknesses: third,
    harmless: thirdHarmless,
    // One look-alike has been told of on purpose since there is a rule for it: a queue with a key of AWS.
    figures: { tuned: [105, 107, 0], "kept back": [87, 87, 1] },
  },
  {
    // At its first run 125 of 195 of the half to tune on and 138 of 199 of the half that was kept back. Tuned on the
    // first half alone, 183 and 180, with four look-alikes of the second reported. Then five entries and two
    // look-alikes showed that they were none, and went; what the second half showed of causes was fixed.
    of: "what starts, replaces and watches tasks",
    weaknesses: fourth,
    harmless: fourthHarmless,
    figures: { tuned: [179, 183, 0], "kept back": [180, 185, 0] },
  },
  {
    // At its first run 8 of 26 of the half to tune on and 20 of 31 of the half that was kept back. The rules that were
    // written then say no more of the second half than they did at once.
    of: "queues, schedules and ways to a database",
    weaknesses: fifth,
    harmless: fifthHarmless,
    figures: { tuned: [9, 23, 0], "kept back": [20, 29, 0] },
  },
];

/**
 * Weaknesses that were written down before the rules that catch them, at the levels of production. It proves
 * nothing about weaknesses of other kinds: the half that was kept back is by the same author.
 */
describe("Weaknesses that were listed before the rules", function () {
  this.timeout(60_000);

  it("are many, each by a name of its own", () => {
    const names = lists.flatMap((list) =>
      [...list.weaknesses, ...list.harmless].map(({ name }) => `${list.of}: ${name}`),
    );
    assert.equal(new Set(names).size, names.length);
    assert.ok(weaknesses.length + beside.length >= 250);
  });

  for (const { of, ...list } of lists) {
    for (const half of halves) {
      const [blocked, caught, falsely] = list.figures[half];
      const ofHalf = (entries: readonly Entry[]) =>
        entries.filter((one) => halfOf(one.name) === half);

      it(`of ${of} are caught, ${caught} of the half that was ${half}, ${blocked} by a mandatory rule`, async () => {
        const verdicts = await judge(ofHalf(list.weaknesses));
        const isBlocked = verdicts.filter(({ mandatory }) => mandatory.length > 0);
        const isCaught = verdicts.filter(
          ({ mandatory, advisory }) => mandatory.length + advisory.length > 0,
        );
        assert.deepEqual([isBlocked.length, isCaught.length], [blocked, caught]);
      });

      it(`of ${of} are told from ${falsely === 0 ? "all" : "most"} look-alikes of the half that was ${half}`, async () => {
        const verdicts = await judge(ofHalf(list.harmless));
        const found = verdicts.filter(
          ({ mandatory, advisory }) => mandatory.length + advisory.length > 0,
        );
        assert.equal(found.length, falsely, found.map(({ entry }) => entry.name).join(", "));
      });
    }
  }

  it("that were tried later are caught as well, and look-alikes are not", async () => {
    const silent = (await judge(laterWeaknesses)).filter(({ mandatory }) => mandatory.length === 0);
    const loud = (await judge(laterHarmless)).filter(
      ({ mandatory, advisory }) => mandatory.length + advisory.length > 0,
    );
    assert.deepEqual(
      [...silent, ...loud].map(({ entry }) => entry.name),
      [],
    );
  });
});
