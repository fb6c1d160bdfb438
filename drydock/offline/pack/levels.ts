/** Finds the policy pack and the levels at which it judges a stack. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { StackConfig } from "../../config";

/** What decides the levels. */
export interface Judged {
  /** The folder with Pulumi.yaml. */
  readonly root: string;
  readonly stack: string;
  /** How the environment keeps what it stores. */
  readonly lifecycle: StackConfig["lifecycle"];
}

/**
 * The folder of the policy pack: the `drydock-policy` that a repository has installed.
 *
 * @returns undefined where it has none
 */
export function packFolder(root: string): string | undefined {
  try {
    return dirname(
      createRequire(join(root, "package.json")).resolve("drydock-policy/package.json"),
    );
  } catch {
    return undefined;
  }
}

/**
 * The levels of a stack: the file of its name, or else those of the environment that is kept like it. The pack's own defaults
 * are for programs that are not ours.
 */
export function levelsFile(pack: string, { stack, lifecycle }: Judged): string | undefined {
  const alike = lifecycle === "protected" ? "production" : "test";
  const files = [stack, alike].map((name) => join(pack, "config", `${name}.json`));
  return files.find((file) => existsSync(file));
}
