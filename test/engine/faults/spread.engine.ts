import * as assert from "node:assert/strict";
import { describeCloud } from "../../../drydock/offline/engine/describe";
import { disagreements } from "../support/agreement";
import { Engine, succeed } from "../support/engine";
import { Scratch } from "../support/scratch";
import { stateFileOf } from "../support/state";
import { type FaultPoint, nameOf, type Phase, phases, PreparedPhase } from "./points";

/** How many points of each phase: a few minutes. `npm run test:engine:faults` runs all of them. */
const pointsOf = ({ sample }: Phase): number => (sample === undefined ? 6 : 2);

const changing = ["create", "update", "delete"];

/** Those that CI's sample is of. */
const sampled = ({ points, phase: { sample } }: PreparedPhase): readonly FaultPoint[] =>
  sample === undefined
    ? points
    : points.filter(({ method, subject }) => changing.includes(method) && sample.test(subject));

for (const phase of phases) {
  const count = pointsOf(phase);
  describe(`a provider call fails once: ${phase.name}`, () => {
    let prepared: PreparedPhase;
    before(async () => {
      prepared = await PreparedPhase.prepare(phase);
    });
    after(() => prepared.close());

    for (let index = 0; index < count; index++) {
      it(`point ${index + 1} of ${count}`, async () => {
        const points = sampled(prepared);
        // Spread evenly; the creations, updates and deletions are in the middle and at the end.
        const point = points[Math.floor(((index + 0.5) * points.length) / count)];
        assert.ok(point !== undefined);
        assert.deepEqual(await prepared.strike(point), [], nameOf(point));
      });
    }

    if (phase.sample !== undefined) return;
    for (const { name, kind } of [
      { name: "the providers die", kind: "die" },
      { name: "the connection breaks", kind: "hangUp" },
    ] as const) {
      it(name, async () => {
        const point = prepared.points.find(({ method }) => [...changing, "read"].includes(method));
        assert.ok(point !== undefined);
        assert.deepEqual(await prepared.strike(point, kind), [], nameOf(point));
      });
    }
  });
}

/** A change in AWS whose answer was lost: the one case that a second run does not fix by itself. */
describe("the answer to a creation gets lost", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
  });
  afterEach(() => engine.close());

  const lose = async (subject: string): Promise<void> => {
    await engine.sandbox.providers.control({
      faults: [{ kind: "lose", method: "create", subject }],
    });
    assert.equal((await engine.up()).ok, false);
  };

  it("of something that AWS names: a second run makes another, and the first is only in the cloud", async () => {
    await lose("ec2/securityGroup:SecurityGroup::web");
    await succeed(engine.up());
    const [orphan = "", ...others] = disagreements(engine);
    assert.match(orphan, /^in the cloud only: aws:ec2\/securityGroup:SecurityGroup sg-/);
    assert.deepEqual(others, []);
    const { cloudFile } = engine.sandbox.folder;
    const [id = ""] = /sg-\S+/.exec(orphan) ?? [];
    const text = describeCloud({ cloudFile, stateFile: stateFileOf(engine) });
    const [, differences = ""] = text.split("In the cloud, not in the state (1)");
    assert.ok(differences.includes(`\n  aws:ec2/securityGroup:SecurityGroup ${id}\n`), text);
  });

  it("of something that has its name from us: a second run is refused until it is imported", async () => {
    await lose("cloudwatch/logGroup:LogGroup::web");
    const run = await engine.up();
    assert.equal(run.ok, false);
    assert.match(run.errors.join("\n"), /ResourceAlreadyExistsException/);
  });
});
