// Not proved here: that the number of tasks changes. AWS's answers are recorded.
import assert from "node:assert/strict";
import type { ScalableTarget } from "@aws-sdk/client-application-auto-scaling";
import { deployed, scaledWeb } from "./deployed";
import type { Script } from "./emulator";
import { stage } from "./stage";

const world = (targets: readonly ScalableTarget[]): Script => ({
  ...deployed([{ revision: 12 }]),
  DescribeScalableTargets: { ScalableTargets: [...targets] },
  RegisterScalableTarget: {},
});

describe("drydock scale", () => {
  const on = stage();
  const desired = (desiredCount: number) => ({
    cluster: "shop-live",
    service: "web",
    desiredCount,
  });

  it("changes the number of a service that nothing scales, and says what keeps it", async () => {
    on.emulator.answers = world([]);
    const { code, out, err } = await on.run(["scale", "web", "5", "--yes"]);
    assert.deepEqual([code, err], [0, "web: runs 5 tasks in place of 2.\n"]);
    assert.equal(
      out,
      `Done. Follow it:
  npx drydock status web --stack live --watch
The stack file does not say so: a \`pulumi up\` that refreshes first, or that changes this, sets its own number again. To keep it, write \`desiredCount: 5\` (Pulumi.live.yaml:9).
`,
    );
    assert.deepEqual(on.asked("UpdateService"), [desired(5)]);
  });

  it("changes the range first, then the number", async () => {
    on.emulator.answers = world([scaledWeb]);
    const { out, err } = await on.run(["scale", "web", "8", "--max", "10", "--yes"]);
    assert.equal(
      err,
      "web: scales between 2 and 10 tasks in place of 2 and 6; runs 8 tasks in place of 2, until its scaling says otherwise.\n",
    );
    assert.match(out, /write `scaling: \{ min: 2, max: 10 \}` \(Pulumi\.live\.yaml:9\)/);
    assert.deepEqual(on.asked("RegisterScalableTarget"), [
      {
        ServiceNamespace: "ecs",
        ResourceId: "service/shop-live/web",
        ScalableDimension: "ecs:service:DesiredCount",
        MinCapacity: 2,
        MaxCapacity: 10,
      },
    ]);
    assert.deepEqual(on.asked("UpdateService"), [desired(8)]);
  });

  it("changes the range alone, and prints JSON", async () => {
    on.emulator.answers = world([scaledWeb]);
    const { out } = await on.run(["scale", "web", "--min", "3", "--yes", "--json"]);
    assert.deepEqual(JSON.parse(out), { service: "web", range: { min: 3, max: 6 } });
    assert.deepEqual(on.asked("UpdateService"), []);
  });

  it("asks where the environment is protected", async () => {
    on.emulator.answers = world([]);
    const { code, err } = await on.run(["scale", "web", "0"]);
    assert.equal(code, 2);
    assert.match(err, /^web: runs 0 tasks in place of 2\.\nNothing was changed: live is protected/);
    assert.deepEqual(on.asked("UpdateService"), []);
  });

  const refusals: readonly (readonly [args: string, scaled: boolean, message: RegExp])[] = [
    ["", true, /^Give a number of tasks, or --min and --max: npx drydock scale web 3 --stack live/],
    ["9", true, /^web scales between 2 and 6 tasks, which would take 9 back .* give --max 9, too/],
    ["1", true, /^web scales between 2 and 6 tasks, .* give --min 1, too/],
    ["--min 9", true, /^At least 9 and at most 6 tasks: give both --min and --max/],
    ["--min 1", false, /^Nothing scales web, so it has no range/],
  ];
  for (const [args, scaled, message] of refusals) {
    it(`refuses: scale web ${args}${scaled ? "" : ", which nothing scales"}`, async () => {
      on.emulator.answers = world(scaled ? [scaledWeb] : []);
      const words = args.split(" ").filter((word) => word !== "");
      const { code, err } = await on.run(["scale", "web", ...words, "--yes"]);
      assert.equal(code, 2);
      assert.match(err, message);
      assert.deepEqual(on.asked("UpdateService"), []);
    });
  }
});
