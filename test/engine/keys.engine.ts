import * as assert from "node:assert/strict";
import { keyChanges, lifecycles } from "../keys/changes";
import { changedOnEngine, type Tried } from "../keys/on-engine";

/** In place, rolled, created and deleted, refused. `npm run test:engine:keys` takes every key. */
const spread = [
  "drydock:ingress.internal",
  "drydock:queues.*.visibilitySeconds",
  "drydock:services.*.capacity.onDemandBase",
  "drydock:services.*.environment.*",
  "drydock:services.*.scaling.max",
];

describe("a change of keys, and the way back", () => {
  for (const lifecycle of lifecycles) {
    it(`is as previewed in a ${lifecycle} environment, and ends at the start`, async function () {
      this.timeout(600_000);
      const changes = keyChanges(lifecycle).filter(({ key }) => spread.includes(key));
      assert.equal(changes.length, spread.length);
      const tried: Tried[] = [];
      await changedOnEngine(changes, (one) => tried.push(one));
      assert.deepEqual(
        tried.flatMap(({ faults }) => faults),
        [],
      );
      assert.equal(tried.flatMap((one) => one.changes).length, spread.length);
    });
  }
});
