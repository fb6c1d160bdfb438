import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { programOf } from "../../offline/engine/workspace/program";
import { changesOf, Engine, succeed } from "./support/engine";
import { releases } from "./support/releases";
import { root, Scratch } from "./support/scratch";

/** ECS changes no task definition in place: a new revision takes over, and the old one stays for a rollback. */
const revision = /^\+- ecs\.TaskDefinition /;

/** Both versions run on the older stack file, and on the packages of the present version. */
for (const { version, commit } of releases) {
  describe(`an upgrade from version ${version}`, () => {
    let older: string;
    before(() => {
      older = checkOut(commit);
    });
    after(() => {
      rmSync(older, { recursive: true, force: true });
    });

    it("is from what the tag names, where the clone has tags", () => {
      const tagged = git("tag", "--list", `v${version}`).trim();
      if (tagged !== "") assert.equal(git("rev-parse", `${tagged}^{commit}`).trim(), commit);
    });

    for (const stack of ["test", "production"]) {
      it(`replaces and deletes nothing of ${stack}`, async () => {
        const scratch = new Scratch(`Pulumi.${stack}.yaml`, stack);
        cpSync(join(older, `Pulumi.${stack}.yaml`), scratch.stackFile);
        let program = programOf(older);
        const engine = await Engine.open(scratch, { program: () => program() });
        try {
          await succeed(engine.up());
          assert.ok(engine.cloud().length > 50);
          program = programOf(root);
          const changes = changesOf(await succeed(engine.up()));
          assert.deepEqual(
            changes.filter((change) => !/^[+~] /.test(change) && !revision.test(change)),
            [],
          );
        } finally {
          await engine.close();
        }
      });
    }
  });
}

function git(...args: readonly string[]): string {
  return execFileSync("git", args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The files of a commit in a folder of their own. */
function checkOut(commit: string): string {
  const folder = mkdtempSync(join(tmpdir(), "drydock-older-"));
  let archive: Buffer;
  try {
    archive = execFileSync("git", ["archive", commit], { cwd: root, maxBuffer: 1 << 30 });
  } catch {
    return assert.fail(`Commit ${commit} is not in this clone: git fetch --unshallow`);
  }
  execFileSync("tar", ["-x", "-C", folder], { input: archive });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}
