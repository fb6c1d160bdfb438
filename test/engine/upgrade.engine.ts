import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { changesOf, Engine, succeed } from "./support/engine";
import { Scratch } from "./support/scratch";

/** States that older versions made, by `test/engine/releases/record.ts`: they need neither its history nor its packages. */
const releases = join(__dirname, "releases");

/** ECS changes no task definition in place: a new revision takes over, and the old one stays for a rollback. */
const revision = /^\+- ecs\.TaskDefinition /;

const versions = readdirSync(releases, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
for (const version of versions) {
  describe(`an upgrade from version ${version}`, () => {
    for (const archive of readdirSync(join(releases, version))) {
      const stack = archive.replace(/\.tar\.gz$/, "");

      it(`replaces and deletes nothing of ${stack}`, async () => {
        const scratch = new Scratch(`Pulumi.${stack}.yaml`, stack);
        // The older stack file, environment files, state and cloud.
        execFileSync("tar", ["-xzf", join(releases, version, archive), "-C", scratch.folder]);
        const engine = await Engine.open(scratch);
        try {
          assert.ok(engine.cloud().length > 50);
          const run = await succeed(engine.up());
          assert.ok(!run.steps.some((step) => step.startsWith("create pulumi:pulumi:Stack")));
          assert.deepEqual(
            changesOf(run).filter((change) => !/^[+~] /.test(change) && !revision.test(change)),
            [],
          );
        } finally {
          await engine.close();
        }
      });
    }
  });
}
