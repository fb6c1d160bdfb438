import * as assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

  it("says a refusal once", async () => {
    const stackFile = join(clone, "Pulumi.test.yaml");
    const before = readFileSync(stackFile, "utf8");
    writeFileSync(stackFile, before.replace("cidr: 10.20.0.0/16", "cidr: 10.99.0.0/16"));
    await assert.rejects(
      here.pulumi("up", "--yes", "--skip-preview", "--stack", "test"),
      ({ message }: Error) => {
        assert.equal(message.split("Put 10.20.0.0/16 back").length - 1, 1, message);
        return true;
      },
    );
    writeFileSync(stackFile, before);
  });

  it("destroys", async () => {
    assert.match(await here.pulumi("destroy", "--yes", "--stack", "test"), /- \d+ deleted/);
  });
});
