import * as assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pulumiIn, type PulumiItself } from "./support/pulumi-itself";
import { root } from "./support/scratch";

describe("pulumi itself, in the repository's root", () => {
  let clone: string;
  let here: PulumiItself;
  before(async () => {
    clone = mkdtempSync(join(tmpdir(), "drydock-clone-"));
    const parts = ["Pulumi.yaml", "Pulumi.test.yaml", "index.ts", "package.json", "tsconfig.json"];
    for (const part of [...parts, "tsconfig.run.json", "app", "env"]) {
      const filter = (path: string) => !path.includes("node_modules");
      cpSync(join(root, part), join(clone, part), { recursive: true, filter });
    }
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
    here = await pulumiIn(clone, { project: "drydock" });
    await here.pulumi("stack", "init", "test");
  });
  after(async () => {
    await here.close();
    rmSync(clone, { recursive: true, force: true });
  });

  it("previews", async () => {
    assert.match(await here.pulumi("preview", "--stack", "test"), /\+ \d+ to create/);
  });

  it("updates, and has nothing left to do", async () => {
    assert.match(await here.pulumi("up", "--yes", "--stack", "test"), /\+ \d+ created/);
    await here.pulumi("preview", "--stack", "test", "--expect-no-changes");
  });

  it("destroys", async () => {
    assert.match(await here.pulumi("destroy", "--yes", "--stack", "test"), /- \d+ deleted/);
  });
});
