import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fromSource } from "../../support/from-source";

const root = join(__dirname, "..", "..", "..");

function sandbox(...args: readonly string[]) {
  const all = [...fromSource, "drydock/commands/main.ts", "sandbox", ...args];
  return spawnSync(process.execPath, all, { cwd: root, encoding: "utf8" });
}

/** Commands that need no Pulumi CLI. */
describe("drydock sandbox", () => {
  it("takes no stack's name that leads out of its folder", () => {
    const { status, stderr } = sandbox("reset", "--stack", "../..");
    assert.equal(status, 2);
    assert.match(stderr, /argument '\.\.\/\.\.' is invalid\. A stack's name has 1 to 100 letters/);
  });

  it("says what --slow takes", () => {
    const { status, stderr } = sandbox("up", "--slow", "soon");
    assert.equal(status, 2);
    assert.match(stderr, /Give milliseconds, or <calls>=<milliseconds>: ecs\/service=5000/);
  });

  it("forgets a stack that was never made, and says so", () => {
    const { status, stdout } = sandbox("reset", "--stack", "never-made");
    assert.equal(status, 0);
    assert.equal(stdout, "There was nothing to forget: never-made\n");
  });
});
