import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import type { CloudObject } from "../../../drydock/offline/cloud/store";
import { findCli } from "../../../drydock/offline/engine/cli/find";
import { startProviders } from "../../../drydock/offline/engine/provider/process";
import {
  engineEnvironment,
  sandboxFolder,
  writeFolder,
} from "../../../drydock/offline/engine/workspace/folder";
import { isMap } from "drydock-components/model/check/path";
import { cloudIn } from "./cloud";
import { startLanguageHost } from "./language-host";

/** The `pulumi` command in a repository's root, on the stand-in cloud. To be closed. */
export interface PulumiItself {
  /** Runs it and returns what it prints. */
  pulumi(...args: readonly string[]): Promise<string>;
  cloud(): readonly CloudObject[];
  close(): Promise<void>;
}

/** Options of the CLI's surroundings. */
interface PulumiOptions {
  /** The name in Pulumi.yaml. */
  readonly project: string;
  /** Folder with the hosts of other languages, `pulumi-language-<name>`. Defaults to none. */
  readonly languages?: string;
}

/**
 * Prepares the CLI as a user with an AWS account runs it: with the repository's own Pulumi.yaml, stack file, tsconfig and
 * program process. The official language host and the real provider plugins cannot be had from a Go module or npm.
 */
export async function pulumiIn(root: string, options: PulumiOptions): Promise<PulumiItself> {
  const { project, languages = "" } = options;
  const folder = sandboxFolder(join(root, ".sandbox"));
  writeFolder(folder, { project, stack: "test", root, stackFileText: "" });
  const providers = await startProviders(folder.cloudFile);
  const host = await startLanguageHost();
  const sandboxed = engineEnvironment(folder, providers.attach);
  const env = {
    ...process.env,
    ...sandboxed,
    PATH: [languages, sandboxed["PATH"] ?? ""].join(delimiter),
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
    cloud: () => cloudIn(folder),
    close: async () => {
      host.stop();
      await providers.stop();
    },
  };
}
