import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluatePolicies } from "../../drydock/offline/pack";
import { isProperties } from "../../policy/lib/reading";
import { awsxFargate, awsxFargatePreview } from "./foreign/awsx-fargate";
import { bareEcs, bareEcsPreview } from "./foreign/bare-ecs";
import { noEcs } from "./foreign/no-ecs";
import type { Graph } from "./mutation/graph";

const packDir = join(__dirname, "../../policy");

/** The findings on a foreign program with a pack that has no configuration. */
async function report(graph: Graph, preview: boolean) {
  const { diagnostics } = await evaluatePolicies({
    packDir,
    programDir: tmpdir(),
    project: "shop",
    stack: "dev",
    preview,
    resources: [...graph.values()],
  });
  const lines = (level: string): string[] =>
    diagnostics
      .filter((one) => one.enforcementLevel === level && one.policyName !== "deferred-checks")
      .map(({ policyName, message }) => `${policyName} | ${message.split("\n")[0] ?? ""}`)
      .sort();
  const notice = diagnostics.find(({ policyName }) => policyName === "deferred-checks");
  return {
    mandatory: lines("mandatory"),
    advisory: lines("advisory"),
    deferred: (notice?.message.split("\n").slice(1) ?? []).sort(),
  };
}

/** The reports as they were read and signed: a change in one is a change somebody has to defend. */
const programs: readonly (readonly [string, Graph, Graph | undefined])[] = [
  ["awsx-fargate", awsxFargate, awsxFargatePreview],
  ["bare-ecs", bareEcs, bareEcsPreview],
  ["no-ecs", noEcs, undefined],
];

describe("The pack on programs that are not this one", () => {
  for (const [name, update, preview] of programs) {
    const expected: unknown = JSON.parse(
      readFileSync(join(__dirname, "foreign", `${name}.report.json`), "utf8"),
    );
    assert.ok(isProperties(expected));
    let after: Awaited<ReturnType<typeof report>>;
    before(async () => {
      after = await report(update, false);
    });

    it(`reports of ${name} what it should, after an update`, () => {
      assert.deepEqual(after, expected.update);
    });

    if (preview === undefined) continue;
    it(`reports of ${name} in a first preview nothing that the update does not bear out`, async () => {
      const planned = await report(preview, true);
      assert.deepEqual(planned, expected.preview);
      const rules = new Set([...after.mandatory, ...after.advisory].map(ruleAndResource));
      const alone = [...planned.mandatory, ...planned.advisory].filter(
        (line) => !rules.has(ruleAndResource(line)),
      );
      assert.deepEqual(alone, []);
    });
  }
});

/** `rule | resource`, without what is said. */
function ruleAndResource(line: string): string {
  return line.slice(0, line.indexOf(":"));
}
