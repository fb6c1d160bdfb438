import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type PackResource,
  PolicyPackError,
  type PolicyPackRequest,
  type PolicyPackResult,
  runPolicyPack,
} from "../../drydock/offline/pack";

/** Runs the real process of a pack made for this test. It says nothing about the Pulumi CLI. */
const packDir = join(__dirname, "../policy/fixtures/small-pack");

const urnOf = (name: string, type = "demo:index:Thing"): string =>
  `urn:pulumi:test::demo::${type}::${name}`;

const thing = (name: string, size: number, more: Partial<PackResource> = {}): PackResource => ({
  urn: urnOf(name),
  type: "demo:index:Thing",
  name,
  properties: { size },
  ...more,
});

const run = (
  resources: readonly PackResource[],
  more: Partial<PolicyPackRequest> = {},
): ReturnType<typeof runPolicyPack> =>
  runPolicyPack({ packDir, project: "demo", stack: "test", preview: true, resources, ...more });

describe("runPolicyPack", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "policy-config-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const configFile = (content: string): string => {
    const file = join(folder, "config.json");
    writeFileSync(file, content);
    return file;
  };

  describe("on some resources", () => {
    const many = Array.from({ length: 60 }, (_, index) => `n${index}`);
    let result: PolicyPackResult;
    before(async () => {
      // All of them in one run: each start takes a second.
      result = await run(
        [
          thing("a", 11, { outputs: { size: 12 } }),
          thing("b", 5, {
            options: { protect: true },
            propertyDependencies: { link: [urnOf("a")] },
          }),
          thing("c", 1, {
            properties: { size: "3eeb2bf0-c639-47a8-9e75-3b44932eb421" },
            propertyDependencies: { link: [urnOf("a")] },
          }),
          ...many.map((name) => thing(name, 99)),
        ],
        { programDir: "/some/program" },
      );
    });

    it("returns what the pack publishes, with the levels in force", () => {
      assert.deepEqual(result.pack, { name: "small-pack", version: "1.2.3" });
      assert.deepEqual(result.policies[0], {
        name: "size-limit",
        displayName: "Sizes stay below the limit",
        description: "A large one costs more.",
        kind: "resource",
        enforcementLevel: "mandatory",
        severity: "high",
        tags: ["X.1", "decided-by:demo:things.{name}.size"],
        remediationSteps: "Lower it.",
        url: "https://example.com/size",
        framework: "Demo",
      });
      assert.equal(result.policies[1]?.kind, "stack");
    });

    it("checks inputs one by one and states together, in registration order", () => {
      const unknown = result.diagnostics.filter(({ urn }) => urn === urnOf("c"));
      assert.deepEqual(
        result.diagnostics
          .filter((one) => !unknown.includes(one))
          .map((one) => [one.policyName, one.enforcementLevel, one.message, one.urn]),
        [
          ["size-limit", "mandatory", "size 11 is over 10", urnOf("a")],
          ["size-limit", "mandatory", "protected", urnOf("b")],
          ...many.map((name) => ["size-limit", "mandatory", "size 99 is over 10", urnOf(name)]),
          ["all-connected", "advisory", "nothing linked, size 12", urnOf("a")],
          ...many.map((name) => [
            "all-connected",
            "advisory",
            "nothing linked, size 99",
            urnOf(name),
          ]),
          ["all-connected", "advisory", "stack test in /some/program", undefined],
        ],
      );
    });

    it("turns an unknown value into the engine's advisory", () => {
      const [unknown] = result.diagnostics.filter(({ urn }) => urn === urnOf("c"));
      assert.equal(unknown?.enforcementLevel, "advisory");
      assert.match(unknown.message, /can't be known during preview/);
    });
  });

  it("applies the file's levels and options, then the overrides", async () => {
    const file = configFile(
      JSON.stringify({ all: "disabled", "size-limit": { enforcementLevel: "advisory", limit: 3 } }),
    );
    const { diagnostics } = await run([thing("a", 4), thing("b", 5)], {
      configFile: file,
      configOverrides: { "size-limit": { limit: 4 } },
    });
    assert.deepEqual(
      diagnostics.map((one) => [one.enforcementLevel, one.message]),
      [["advisory", "size 5 is over 4"]],
    );
  });

  it("fixes before it checks where a level says remediate, and names no value", async () => {
    const { diagnostics, remediations } = await run(
      [thing("a", 11, { outputs: { size: 11, id: "x" }, propertyDependencies: { link: ["x"] } })],
      { configOverrides: { "size-limit": { enforcementLevel: "remediate" } } },
    );
    assert.deepEqual(remediations, [
      {
        policyName: "size-limit",
        urn: urnOf("a"),
        description: "A large one costs more.",
        changedProperties: ["size"],
      },
    ]);
    assert.deepEqual(diagnostics.map((one) => one.message).slice(0, 1), [
      "nothing linked, size 10",
    ]);
  });

  it("names every mistake of a configuration at once", async () => {
    const file = configFile(
      JSON.stringify({
        "size-limits": "mandatory",
        "size-limit": { limit: 0, limt: 3 },
        "all-connected": "fatal",
      }),
    );
    await assert.rejects(run([], { configFile: file }), (error: unknown) => {
      assert.ok(error instanceof PolicyPackError);
      assert.equal(
        error.message,
        [
          "The policy configuration has problems:",
          "  - size-limits: the pack has no such policy. Did you mean size-limit?",
          '  - all-connected: "fatal" is not a level. Use advisory, mandatory, remediate, disabled.',
          "  - size-limit.limt: the policy has no such option. It has limit.",
          "  - size-limit.limit: Too small: expected number to be >=1.",
        ].join("\n"),
      );
      return true;
    });
  });

  it("refuses a file that is not JSON, and one that is not there", async () => {
    await assert.rejects(run([], { configFile: configFile("levels: []") }), /is not JSON/);
    await assert.rejects(run([], { configFile: join(folder, "none.json") }), /cannot be read/);
  });

  it("refuses a folder that is no pack, and a pack that cannot start", async () => {
    await assert.rejects(run([], { packDir: folder }), /has no package\.json/);
    writeFileSync(join(folder, "package.json"), "{}");
    await assert.rejects(run([], { packDir: folder }), /does not find @pulumi\/pulumi/);
  });

  it("ends the pack's process, also when a policy fails", async () => {
    const crash = { ...thing("a", 1), type: "demo:index:Crash" };
    await assert.rejects(run([crash]), /the policy has a bug/);
    const own = execFileSync("ps", ["-eo", "ppid,args"], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes(packDir));
    assert.deepEqual(own, [], "a pack process is still there");
  });
});
