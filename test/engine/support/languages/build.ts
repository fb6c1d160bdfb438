/** Builds the language hosts that the official installer brings, from Pulumi's Go modules. */
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { goEnvironment, goOptions } from "../../../../drydock/offline/engine/cli/build";
import { moduleFolder } from "../../../../drydock/offline/engine/cli/version";

/** The SDK whose program starts another; its version is the CLI's. */
const sdk = "github.com/pulumi/pulumi/sdk/v3";

/**
 * Writes `pulumi-language-python` and `pulumi-language-yaml` into a folder; about a minute once, then seconds. What is compiled
 * is shared with the CLI: by the options, and by the versions of yaml/go.mod, which are the CLI's but for Pulumi's own.
 */
export function buildLanguageHosts(folder: string): void {
  const go = (cwd: string, ...args: readonly string[]): string =>
    execFileSync("go", args, {
      cwd,
      encoding: "utf8",
      env: { ...process.env, ...goEnvironment },
    });
  const build = (cwd: string, name: string, source: string) =>
    go(cwd, "build", ...goOptions, "-o", join(folder, name), source);
  build(moduleFolder, "pulumi-language-python", join(__dirname, "python.go"));
  build(join(__dirname, "yaml"), "pulumi-language-yaml", ".");
  const script = "pulumi-language-python-exec";
  const downloaded = go(moduleFolder, "list", "-m", "-f", "{{.Dir}}", sdk).trim();
  copyFileSync(join(downloaded, "python", "cmd", script), join(folder, script));
}
