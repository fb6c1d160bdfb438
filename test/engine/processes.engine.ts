import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProviders } from "../../drydock/offline/engine/provider/process";
import { root } from "./support/scratch";
import { fromSource } from "../support/from-source";

/** Nothing of the sandbox outlives it. */
describe("the processes of the stand-in providers", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drydock-processes-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("end when they are stopped", async () => {
    const providers = await startProviders(join(folder, "cloud.jsonl"));
    assert.ok(runs(providers.pid));
    await providers.stop();
    assert.ok(!runs(providers.pid));
  });

  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    it(`end when the sandbox ends by ${signal}`, async () => {
      const script =
        'const { startProviders } = require("./drydock/offline/engine/provider/process");' +
        `startProviders(${JSON.stringify(join(folder, "cloud.jsonl"))}).then(({ pid }) => {` +
        "  console.log(pid); setInterval(() => {}, 1000); });";
      const sandbox = spawn(process.execPath, [...fromSource, "--eval", script], {
        cwd: root,
        stdio: ["ignore", "pipe", "inherit"],
      });
      const pid = await new Promise<number>((resolve) => {
        sandbox.stdout.once("data", (text: Buffer) => {
          resolve(Number(text.toString()));
        });
      });
      assert.ok(runs(pid));
      sandbox.kill(signal);
      for (let attempt = 0; attempt < 100 && runs(pid); attempt++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      assert.ok(!runs(pid));
    });
  }
});

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
