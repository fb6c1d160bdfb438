/** The sandbox's Pulumi CLI: pinned and minimum versions. */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { packageFolder } from "../../package-folder";

/** The Go module folder that pins the CLI: go.mod, go.sum. */
export const moduleFolder = join(packageFolder, "offline", "engine", "cli");

/** The package that is the CLI. */
export const cliPackage = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/**
 * The oldest CLI that the program runs on, as in Pulumi.yaml: the first that tells it why an operation failed. The tests
 * run on the pinned one.
 */
export const minimumVersion = "3.245.0";

/** The version that go.mod pins, without the leading v. */
export function pinnedVersion(): string {
  const goMod = readFileSync(join(moduleFolder, "go.mod"), "utf8");
  const version = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(goMod)?.[1];
  if (version === undefined) {
    throw new Error("drydock/offline/engine/cli/go.mod does not pin the Pulumi CLI.");
  }
  return version;
}

/** Path of the CLI that `npx drydock sandbox cli` built: in the user's cache, shared by all clones. */
export function builtCli(): string {
  const cache = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(cache, "drydock", `pulumi-v${pinnedVersion()}`, "pulumi");
}

/** Compares versions by their three numbers; anything after them (a pre-release) is ignored. */
export function compareVersions(left: string, right: string): number {
  const numbers = (version: string) =>
    version.replace(/^v/, "").split(/[-+]/)[0]?.split(".").map(Number) ?? [];
  const [a, b] = [numbers(left), numbers(right)];
  const difference = [0, 1, 2].map((index) => (a[index] ?? 0) - (b[index] ?? 0));
  return difference.find((value) => value !== 0) ?? 0;
}
