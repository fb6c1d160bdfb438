import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fromSource } from "../support/from-source";

const repository = resolve(__dirname, "..", "..");

function preview(args: readonly string[], ci = "false", options: readonly string[] = []) {
  return spawnSync(
    process.execPath,
    [...fromSource, ...options, "drydock/commands/main.ts", "preview", ...args],
    {
      cwd: repository,
      encoding: "utf8",
      env: { ...process.env, CI: ci },
    },
  );
}

/** The command itself, a few times only: each run starts processes of its own. */
describe("drydock preview", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "command-"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("previews a stack with its policies, as JSON and as SARIF, without a color or a spinner", () => {
    const sarif = join(folder, "reports", "preview.sarif");
    const { status, stdout, stderr } = preview(["--stack", "test", "--json", "--sarif", sarif]);
    assert.equal(stderr, "");
    assert.equal(status, 0);
    const report: unknown = JSON.parse(stdout);
    assert.partialDeepStrictEqual(report, {
      version: 1,
      failures: [],
      environments: [{ stack: "test", modeDifferences: [], policies: [{ mode: "update" }] }],
    });
    assert.match(readFileSync(sarif, "utf8"), /"version": "2\.1\.0"/);
  }).timeout(60_000);

  it("ends quietly where its reader has seen enough", () => {
    const words = [process.execPath, ...fromSource, "drydock/commands/main.ts", "--help"];
    // The reader ends before anything is written.
    const script = 'set -o pipefail; { sleep 0.2; "$@"; } | true';
    const { status, stderr } = spawnSync("bash", ["-c", script, "bash", ...words], {
      cwd: repository,
      encoding: "utf8",
    });
    assert.equal(stderr, "");
    assert.equal(status, 0);
  }).timeout(60_000);

  it("reports a wrong stack file anywhere, with its places and no stack trace, without the Pulumi SDK", () => {
    const file = join(folder, "Pulumi.broken.yaml");
    const loaded = join(folder, "loaded.json");
    const spy = join(folder, "spy.cjs");
    writeFileSync(
      spy,
      `process.on("exit", () => {
        const files = JSON.stringify(Object.keys(require.cache));
        require("node:fs").writeFileSync(${JSON.stringify(loaded)}, files);
      });`,
    );
    writeFileSync(file, "config:\n  aws:region: us-east-2\n  drydock:netwrk: {}\n");
    const { status, stdout, stderr } = preview(["--config", file], "true", ["-r", spy]);
    assert.equal(status, 1);
    assert.match(stdout, /Pulumi\.broken\.yaml:3:3 {2}drydock:netwrk/);
    assert.match(stdout, /The stack file of broken has problems\./);
    assert.doesNotMatch(stdout + stderr, /^\s+at /m);
    assert.ok(!stdout.includes("\u001b"), "plain in a pipe, in CI too");
    const modules = readFileSync(loaded, "utf8");
    assert.match(modules, /node_modules\/zod\//);
    assert.doesNotMatch(modules, /node_modules\/(@pulumi|@grpc|typescript-shim|@npmcli)\//);
  }).timeout(60_000);
});
