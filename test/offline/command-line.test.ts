import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineConfig, securePlaceholder } from "../../drydock/offline/preview/engine-config";
import { parseOptions } from "../../drydock/offline/preview/options";
import { failures } from "../../drydock/offline/preview/outcome";
import { targetsOf } from "../../drydock/offline/preview/targets";
import { fromSource } from "../support/from-source";

const entry = [
  ...fromSource,
  join(__dirname, "..", "..", "drydock", "offline", "preview", "main.ts"),
];

describe("options of the preview", () => {
  it("default to all stacks, text, and no check", () => {
    assert.deepEqual(parseOptions([], false), {
      stack: [],
      tree: false,
      json: false,
      markdown: false,
      accept: false,
      check: false,
    });
  });

  it("check the baseline in CI, unless a new one is accepted", () => {
    assert.equal(parseOptions([], true).check, true);
    assert.equal(parseOptions(["--accept"], true).check, false);
    assert.equal(parseOptions(["--check"], false).check, true);
  });

  it("collect stacks", () => {
    assert.deepEqual(parseOptions(["-s", "a", "--stack", "b"], false).stack, ["a", "b"]);
  });

  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [["--stak", "test"], /^unknown option '--stak'\n\(Did you mean --stack\?\)/],
    [["--json", "--markdown"], /^Give --json or --markdown, not both\.$/],
    [["test"], /^too many arguments/],
    [["--stack"], /argument missing/],
  ];
  for (const [args, message] of wrong) {
    it(`refuse ${args.join(" ")}`, () => {
      assert.throws(() => parseOptions(args, false), { name: "UsageError", message });
    });
  }

  it("show their help on standard output", () => {
    const run = spawnSync(process.execPath, [...entry, "--help"], { encoding: "utf8" });
    assert.equal(run.status, 0);
    assert.match(run.stdout, /--accept +accept the present state/);
  });
});

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
      /^There is no stack prod: the repository has dev, staging, production\.$/,
    ],
    [
      "a missing file",
      () => targetsOf(root, { ...none, config: "missing.yaml" }),
      /^There is no file missing\.yaml\.$/,
    ],
    ["another folder", () => targetsOf(tmpdir(), none), /^There is no Pulumi\.yaml in /],
    [
      "a stack and a file",
      () => targetsOf(root, { stacks: ["dev"], config: "x", accept: false }),
      /not both/,
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
      "The stack file of a is wrong.",
    ]);
    assert.deepEqual(failures([{ stack: "a", failed: "x" }], false), ["The program failed for a."]);
  });
});
