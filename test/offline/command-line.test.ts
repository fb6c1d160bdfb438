import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineConfig, securePlaceholder } from "../../drydock/offline/preview/engine-config";
import { failures } from "../../drydock/offline/preview/outcome";
import { targetsOf } from "../../drydock/offline/preview/targets";

describe("targets of the preview", () => {
  let root: string;
  const none = { stacks: [], accept: false };

  before(() => {
    root = mkdtempSync(join(tmpdir(), "targets-"));
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\nmain: .\n");
    for (const stack of ["production", "staging", "dev"]) {
      writeFileSync(join(root, `Pulumi.${stack}.yaml`), "config: {}\n");
    }
    writeFileSync(join(root, "other.yaml"), "config: {}\n");
  });

  after(() => {
    rmSync(root, { recursive: true });
  });

  it("are all stack files beside Pulumi.yaml, production last", () => {
    const targets = targetsOf(root, none);
    assert.deepEqual(
      targets.map(({ request }) => request.stack),
      ["dev", "staging", "production"],
    );
    assert.deepEqual(targets[0], {
      program: root,
      request: {
        project: "shop",
        root,
        stack: "dev",
        stackFile: join(root, "Pulumi.dev.yaml"),
        accept: false,
        baseline: join(root, "Pulumi.dev.baseline.json"),
      },
    });
  });

  it("may be any file, which has no baseline unless it is the repository's own", () => {
    const [other] = targetsOf(root, { ...none, config: join(root, "other.yaml") });
    assert.equal(other?.request.stack, "other");
    assert.equal(other.request.baseline, undefined);
    const [own] = targetsOf(root, { ...none, config: join(root, "Pulumi.dev.yaml") });
    assert.equal(own?.request.baseline, join(root, "Pulumi.dev.baseline.json"));
  });

  const wrong: readonly (readonly [string, () => unknown, RegExp])[] = [
    [
      "an unknown stack",
      () => targetsOf(root, { ...none, stacks: ["prod"] }),
      /^The stack prod does not exist: the repository has dev, staging, production\.$/,
    ],
    [
      "a missing file",
      () => targetsOf(root, { ...none, config: "missing.yaml" }),
      /^The file missing\.yaml does not exist\.$/,
    ],
    [
      "another folder",
      () => targetsOf(tmpdir(), none),
      /has no Pulumi\.yaml: run this in the repository's root\.$/,
    ],
    [
      "accepting a file elsewhere",
      () => targetsOf(root, { ...none, config: join(root, "other.yaml"), accept: true }),
      /others have no baseline/,
    ],
  ];
  for (const [what, ask, message] of wrong) {
    it(`refuse ${what}`, () => {
      assert.throws(ask, { name: "UsageError", message });
    });
  }
});

describe("configuration as the engine gives it", () => {
  it("makes objects JSON and numbers text, and never shows a ciphertext", () => {
    const { config, secretKeys } = engineConfig(`config:
  aws:region: us-east-2
  drydock:count: 3
  drydock:on: true
  drydock:tree: { a: [1, { secure: CIPHER }], b: { c: x } }
  drydock:token: { secure: CIPHER }
`);
    assert.deepEqual(config, {
      "aws:region": "us-east-2",
      "drydock:count": "3",
      "drydock:on": "true",
      "drydock:tree": JSON.stringify({ a: [1, securePlaceholder], b: { c: "x" } }),
      "drydock:token": securePlaceholder,
    });
    assert.deepEqual(secretKeys, ["drydock:tree", "drydock:token"]);
  });

  it("is empty for a file without configuration", () => {
    assert.deepEqual(engineConfig("encryptionsalt: x\n"), { config: {}, secretKeys: [] });
  });
});

describe("reasons to fail", () => {
  it("are wrong stack files and programs that fail", () => {
    assert.deepEqual(failures([{ stack: "a", refused: "x" }], false), [
      "The stack file of a has problems.",
    ]);
    assert.deepEqual(failures([{ stack: "a", failed: "x" }], false), ["The program failed for a."]);
  });
});
