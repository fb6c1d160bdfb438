import * as assert from "node:assert/strict";
import { nameOf, phases, PreparedPhase } from "./points";

/** How many points of each phase: a few minutes. `npm run test:engine:faults` runs all of them. */
const pointsOfAPhase = 6;

for (const phase of phases) {
  describe(`a provider call fails once: ${phase.name}`, () => {
    let prepared: PreparedPhase;
    before(async () => {
      prepared = await PreparedPhase.prepare(phase);
    });
    after(() => prepared.close());

    for (let index = 0; index < pointsOfAPhase; index++) {
      it(`point ${index + 1} of ${pointsOfAPhase}`, async () => {
        const { points } = prepared;
        // Spread evenly; the creations, updates and deletions are in the middle and at the end.
        const point = points[Math.floor(((index + 0.5) * points.length) / pointsOfAPhase)];
        assert.ok(point !== undefined);
        assert.deepEqual(await prepared.strike(point), [], nameOf(point));
      });
    }

    it("the providers die", async () => {
      const point = prepared.points.find(({ method }) =>
        ["create", "update", "delete", "read"].includes(method),
      );
      assert.ok(point !== undefined);
      assert.deepEqual(await prepared.strike(point, "die"), [], nameOf(point));
    });
  });
}
