import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findCli } from "../../drydock/offline/engine/cli/find";
import { type Providers, startProviders } from "../../drydock/offline/engine/provider/process";
import {
  engineEnvironment,
  sandboxFolder,
  writeFolder,
} from "../../drydock/offline/engine/workspace/folder";
import { isMap } from "../../drydock/offline/engine/workspace/values";
import { type LanguageHost, startLanguageHost } from "./support/language-host";
import { root } from "./support/scratch";

/**
 * `pulumi preview` and `pulumi up` in the repository's root, as a user with an AWS account runs them: its own
 * Pulumi.yaml, stack file, tsconfig and program process. Not covered: the official language host and the
 * real provider plugins, which cannot be had from a Go module or npm.
 */
describe("pulumi itself, in the repository's root", () => {
  let clone: string;
  let providers: Providers;
  let host: LanguageHost;
  let environment: Record<string, string | undefined>;
  before(async () => {
    clone = mkdtempSync(join(tmpdir(), "drydock-clone-"));
    const parts = ["Pulumi.yaml", "Pulumi.test.yaml", "index.ts", "package.json", "tsconfig.json"];
    const folders = ["tsconfig.run.json", "components", "drydock", "app", "env"];
    for (const part of [...parts, ...folders]) {
      cpSync(join(root, part), join(clone, part), {
        recursive: true,
        filter: (path) => !path.includes("node_modules"),
      });
    }
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
    const folder = sandboxFolder(join(clone, ".sandbox"));
    writeFolder(folder, { project: "drydock", stack: "test", root: clone, stackFileText: "" });
    providers = await startProviders(folder.cloudFile);
    host = await startLanguageHost();
    environment = {
      ...process.env,
      ...engineEnvironment(folder, providers.attach),
      PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}`,
    };
    await pulumi("stack", "init", "test");
  });
  after(async () => {
    host.stop();
    await providers.stop();
    rmSync(clone, { recursive: true, force: true });
  });

  const pulumi = async (...args: readonly string[]): Promise<string> => {
    const all = [...args, "--non-interactive", "--color", "never"];
    const options = { cwd: clone, env: environment, maxBuffer: Infinity };
    try {
      return (await promisify(execFile)(findCli().path, all, options)).stdout;
    } catch (error) {
      // The display says what went wrong, the error output only that something did.
      return assert.fail(
        `${String(error)}\n${isMap(error) ? String(error["stdout"]) : "it printed nothing"}`,
      );
    }
  };

  it("previews", async () => {
    assert.match(await pulumi("preview", "--stack", "test"), /\+ \d+ to create/);
  });

  it("updates, and has nothing left to do", async () => {
    assert.match(await pulumi("up", "--yes", "--stack", "test"), /\+ \d+ created/);
    await pulumi("preview", "--stack", "test", "--expect-no-changes");
  });

  it("destroys", async () => {
    assert.match(await pulumi("destroy", "--yes", "--stack", "test"), /- \d+ deleted/);
  });
});
