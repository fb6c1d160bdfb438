import assert from "node:assert/strict";
import { basename, join } from "node:path";
import {
  evaluatePolicies,
  type PackResource,
  PolicyPackError,
  type PolicyPackRequest,
  runPolicyPack,
} from "../../drydock/offline/pack";
import { stackFiles } from "../examples/support";
import { awsxFargate, awsxFargatePreview } from "../policy/foreign/awsx-fargate";
import { bareEcs, bareEcsPreview } from "../policy/foreign/bare-ecs";
import { noEcs } from "../policy/foreign/no-ecs";
import { environmentResources, stackFileResources } from "../policy/mutation/environment";
import { goodStack } from "../policy/mutation/good-stack";
import { type Graph, set } from "../policy/mutation/graph";
import { mutantsOf } from "../policy/mutation/mutants";

const root = join(__dirname, "../..");
const packDir = join(root, "policy");

const request: Omit<PolicyPackRequest, "resources"> = {
  packDir,
  configFile: join(packDir, "config/production.json"),
  // Exemptions expire; this test must not.
  configOverrides: { "pack-settings": { today: "2026-11-21" } },
  programDir: root,
  project: "drydock",
  stack: "production",
  preview: false,
};

/** The same resources under other names, so that several graphs fit into one run: each start takes a second. */
function renamed(resources: Iterable<PackResource>, suffix: string): PackResource[] {
  const all = [...resources];
  const urns = new Map(all.map(({ urn }) => [urn, `${urn}${suffix}`]));
  const rename = (urn: string): string => urns.get(urn) ?? urn;
  return all.map((one) => ({
    ...one,
    urn: rename(one.urn),
    ...(one.parent === undefined ? {} : { parent: rename(one.parent) }),
    dependencies: (one.dependencies ?? []).map(rename),
    propertyDependencies: Object.fromEntries(
      Object.entries(one.propertyDependencies ?? {}).map(([name, from]) => [
        name,
        from.map(rename),
      ]),
    ),
  }));
}

/** The resources that every third mutant of a graph weakens, beside the graph itself; the SDK takes no broken asset. */
function withMutants(graph: Graph): PackResource[] {
  const mutants = [...mutantsOf(graph)].filter(({ place }) => !place.startsWith("source."));
  const weakened = mutants.flatMap((mutant, index) => {
    if (index % 3 !== 0) return [];
    const one = mutant.graph().get(mutant.resource.urn);
    return one === undefined || one === mutant.resource
      ? []
      : [{ ...one, urn: `${one.urn}-${index}` }];
  });
  return [...graph.values(), ...weakened];
}

/** Compares what the two ways say of some resources, the pack's own process started as the engine does. */
async function bothSayTheSame(
  resources: readonly PackResource[],
  more: Partial<PolicyPackRequest> = {},
): Promise<number> {
  const asked = { ...request, ...more, resources };
  const [own, here] = await Promise.all([runPolicyPack(asked), evaluatePolicies(asked)]);
  assert.deepEqual(here, own);
  return here.diagnostics.length;
}

describe("Policies in this process", () => {
  for (const preview of [true, false]) {
    it(`say of every stack in ${preview ? "a preview" : "an update"} what the pack's own process says`, async () => {
      const all: PackResource[] = [];
      for (const stack of ["test", "production"]) {
        all.push(...(await environmentResources(stack, preview)));
      }
      for (const [index, file] of stackFiles.entries()) {
        const run = { stack: basename(file).split(".")[1] ?? "", preview };
        all.push(...renamed(await stackFileResources(join(root, file), run), `-${index}`));
      }
      assert.ok(all.length > 500, String(all.length));
      assert.ok((await bothSayTheSame(all, { preview })) > 50);
    }).timeout(120_000);
  }

  it("say of programs that are not this one what the pack's own process says", async () => {
    const graphs = [awsxFargate, awsxFargatePreview, bareEcs, bareEcsPreview, noEcs, goodStack()];
    const all = graphs.flatMap((graph, index) => renamed(graph.values(), `-${index}`));
    // The pack's own levels, as a stranger has them.
    const { configFile: _, ...stranger } = request;
    const asked = { ...stranger, resources: all };
    assert.deepEqual(await evaluatePolicies(asked), await runPolicyPack(asked));
  }).timeout(120_000);

  it("say of every third mutant what the pack's own process says", async () => {
    const resources = await environmentResources("production", false);
    const mutants = withMutants(new Map(resources.map((one) => [one.urn, one])));
    assert.ok(mutants.length > 300, String(mutants.length));
    assert.ok((await bothSayTheSame(mutants)) > 300);
  }).timeout(120_000);

  it("fix what a level says they should, as the pack's own process does", async () => {
    const change = set("balancer", "desyncMitigationMode", "monitor");
    const remediate = { enforcementLevel: "remediate" };
    const asked = {
      ...request,
      configOverrides: { "load-balancer-header-handling": remediate },
      resources: [...change(goodStack()).values()],
    };
    const here = await evaluatePolicies(asked);
    assert.deepEqual(
      here.remediations.map(({ changedProperties }) => changedProperties),
      [["desyncMitigationMode"]],
    );
    assert.deepEqual(here, await runPolicyPack(asked));
  });

  it("refuse a configuration as the pack's own process does", async () => {
    const asked = {
      ...request,
      configOverrides: { "pack-settings": { today: "soon" }, "required-tag": {} },
      resources: [],
    };
    const refusal = (error: unknown): string => {
      assert.ok(error instanceof PolicyPackError);
      return error.message;
    };
    const here = await evaluatePolicies(asked).then(() => "nothing", refusal);
    assert.match(
      here,
      /Did you mean required-tags\?\n.*pack-settings\.today: .*must match pattern/,
    );
    assert.equal(await runPolicyPack(asked).then(() => "nothing", refusal), here);
  });
});
