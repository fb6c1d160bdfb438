import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { previewEnvironments } from "../../drydock/offline/preview/environments";
import { targetsOf } from "../../drydock/offline/preview/targets";
import { silent } from "../../drydock/progress";
import { drydock } from "../commands/support";
import { fromSource } from "../support/from-source";

const repository = resolve(__dirname, "..", "..");

/** What a program does must not reach the next environment, which is previewed in the same process. */
describe("environments previewed in one process", () => {
  it("have the same results after another one: no module keeps state", async () => {
    const stacks = ["test", "production"];
    const [test, production] = targetsOf(repository, { stacks, accept: false });
    assert.ok(test !== undefined && production !== undefined);
    const [first, between, again] = await previewEnvironments([test, production, test], silent);
    assert.ok(first !== undefined && "resourceCount" in first && first.resourceCount > 80);
    assert.ok(between !== undefined && "resourceCount" in between);
    assert.notDeepEqual(between.tree, first.tree);
    assert.deepEqual(again, first);
  }).timeout(60_000);

  it("fail alone, and leave the folder, the variables and the program as they were", () => {
    const root = mkdtempSync(join(tmpdir(), "misbehaving-"));
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\nruntime: nodejs\nmain: index.js\n");
    for (const stack of ["changes", "ends", "throws", "waits", "zlast"]) {
      writeFileSync(join(root, `Pulumi.${stack}.yaml`), "config:\n  aws:region: us-east-2\n");
    }
    writeFileSync(join(root, "index.js"), misbehaving);
    const main = join(repository, "drydock/commands/main.ts");
    const environment = {
      ...process.env,
      CI: "false",
      SDK: require.resolve("@pulumi/pulumi"),
    };
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [...fromSource, main, "preview", "--json"],
      { cwd: root, encoding: "utf8", env: environment },
    );
    rmSync(root, { recursive: true });
    assert.match(stderr, /this is not the report/);
    assert.partialDeepStrictEqual(JSON.parse(stdout), {
      environments: [
        { stack: "changes", resourceCount: 0 },
        { stack: "ends", failed: "The program called process.exit(3)." },
        { stack: "throws" },
        { stack: "waits" },
        { stack: "zlast", resourceCount: 0 },
      ],
    });
    assert.match(stdout, /"failed": "Error: in a timer/);
    assert.match(stdout, /never finished: resources wait for each other.*input property.*wait/);
  }).timeout(60_000);

  it("print nothing into a picture of them", async () => {
    const root = mkdtempSync(join(tmpdir(), "talkative-"));
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(root, "Pulumi.test.yaml"), "config:\n  aws:region: us-east-2\n");
    writeFileSync(join(root, "index.js"), 'console.log("this is not the picture");');
    const printed = { stdout: "", stderr: "" };
    const record = (to: keyof typeof printed) => {
      const former = process[to].write.bind(process[to]);
      process[to].write = (text) => {
        printed[to] += String(text);
        return true;
      };
      return () => {
        process[to].write = former;
      };
    };
    const restore = [record("stdout"), record("stderr")];
    try {
      const { code, out, err } = await drydock(["diagram", "--format", "mermaid"], root);
      assert.deepEqual([code, err], [0, ""]);
      assert.match(out, /^flowchart /m);
    } finally {
      for (const one of restore) one();
      rmSync(root, { recursive: true });
    }
    assert.deepEqual(printed, { stdout: "", stderr: "this is not the picture\n" });
  }).timeout(60_000);

  it("end no command that draws or explains them", async () => {
    const root = mkdtempSync(join(tmpdir(), "ending-"));
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(root, "Pulumi.test.yaml"), "config:\n  aws:region: us-east-2\n");
    writeFileSync(join(root, "index.js"), "process.exit(3);");
    for (const words of [["diagram"], ["explain", "web"]]) {
      assert.deepEqual(await drydock(words, root), {
        code: 1,
        out: "",
        err: "test: The program called process.exit(3).\n",
      });
    }
    rmSync(root, { recursive: true });
  }).timeout(60_000);
});

const misbehaving = `
const assert = require("node:assert");
const pulumi = require(process.env.SDK);
const before = [process.cwd(), process.env.LEFT_BEHIND, module.exports.left];
const work = {
  changes() {
    process.env.LEFT_BEHIND = "yes";
    process.chdir("/");
    console.log("this is not the report");
  },
  ends() { process.exit(3); },
  throws() {
    setTimeout(() => { throw new Error("in a timer"); });
    module.exports.late = new Promise((done) => setTimeout(done, 50));
  },
  waits() { new pulumi.ComponentResource("x:y:Z", "z", { wait: new Promise(() => {}) }); },
  zlast() { assert.deepEqual(before, [__dirname, undefined, undefined]); },
};
work[pulumi.getStack()]();
module.exports.left = "yes";
`;
