import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { findCli } from "../../../drydock/offline/engine/cli/find";
import { startProviders } from "../../../drydock/offline/engine/provider/process";
import {
  engineEnvironment,
  sandboxFolder,
  writeFolder,
} from "../../../drydock/offline/engine/workspace/folder";
import { isMap } from "drydock-components/model/check/path";
import { startLanguageHost } from "./language-host";

/** The `pulumi` command in a repository's root, on the stand-in cloud. To be closed. */
export interface PulumiItself {
  /** Runs it and returns what it prints. */
  pulumi(...args: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/**
 * Prepares the CLI as a user with an AWS account runs it: with the repository's own Pulumi.yaml, stack file, tsconfig and
 * program process. The official language host and the real provider plugins cannot be had from a Go module or npm.
 */
export async function pulumiIn(root: string, project: string): Promise<PulumiItself> {
  const folder = sandboxFolder(join(root, ".sandbox"));
  writeFolder(folder, { project, stack: "test", root, stackFileText: "" });
  const providers = await startProviders(folder.cloudFile);
  const host = await startLanguageHost();
  const env = {
    ...process.env,
    ...engineEnvironment(folder, providers.attach),
    PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}`,
  };
  return {
    pulumi: async (...args) => {
      const all = [...args, "--non-interactive", "--color", "never"];
      try {
        return (
          await promisify(execFile)(findCli().path, all, { cwd: root, env, maxBuffer: Infinity })
        ).stdout;
      } catch (error) {
        // The display says what went wrong, the error output only that something did.
        return assert.fail(
          `${String(error)}\n${isMap(error) ? String(error["stdout"]) : "it printed nothing"}`,
        );
      }
    },
    close: async () => {
      host.stop();
      await providers.stop();
    },
  };
}
