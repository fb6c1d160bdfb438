import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { targetsOf } from "../../drydock/offline/preview/targets";
import { stackFilesOf } from "../../drydock/stack-files";

/** That Pulumi looks in the same folder, Pulumi's documentation of project files says. */
describe("the stack files of a project", () => {
  let root = "";
  before(() => {
    root = mkdtempSync(join(tmpdir(), "stack-files-"));
    mkdirSync(join(root, "stacks"));
    for (const file of ["Pulumi.dev.yaml", "stacks/Pulumi.staging.yaml", "stacks/other.yaml"]) {
      writeFileSync(join(root, file), "config: {}\n");
    }
  });
  after(() => {
    rmSync(root, { recursive: true });
  });
  const project = (text: string): void => {
    writeFileSync(join(root, "Pulumi.yaml"), text);
  };

  it("are beside Pulumi.yaml", () => {
    project("name: shop\n");
    assert.deepEqual([...stackFilesOf(root)], [["dev", join(root, "Pulumi.dev.yaml")]]);
  });

  it("are in its stackConfigDir, where it has one, with their baselines", () => {
    project("name: shop\nstackConfigDir: stacks\n");
    const file = join(root, "stacks", "Pulumi.staging.yaml");
    assert.deepEqual([...stackFilesOf(root)], [["staging", file]]);
    const [task] = targetsOf(root, { stacks: [], accept: false });
    assert.equal(task?.request.stackFile, file);
    assert.equal(task.request.baseline, join(root, "stacks", "Pulumi.staging.baseline.json"));
  });

  it("are none where that folder is missing", () => {
    project("name: shop\nstackConfigDir: nowhere\n");
    assert.deepEqual([...stackFilesOf(root)], []);
  });
});
