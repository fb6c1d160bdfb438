import * as assert from "node:assert/strict";
import { keyChanges, lifecycles } from "../keys/changes";
import { changedOnEngine } from "../keys/on-engine";

/** In place, rolled, created and deleted. `npm run test:engine:keys` takes every key. */
const spread = [
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
      assert.deepEqual(await changedOnEngine(changes, () => undefined), []);
    });
  }
});
