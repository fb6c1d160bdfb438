/** Finds the policy pack and a stack's enforcement levels. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { StackConfig } from "../../config";
import { loadStackFile } from "../../config/loader";
import { formatProblems } from "../../config/problems";

/** Inputs that choose the levels. */
export interface Judged {
  readonly stack: string;
  /** The environment's lifecycle, which chooses the levels. */
  readonly lifecycle: StackConfig["lifecycle"];
}

/** The folder of the pack that this package depends on. */
export const ownPack = (): string => dirname(require.resolve("drydock-policy/package.json"));

/**
 * The folder of the policy pack: the repository's installed `drydock-policy`.
 *
 * @returns undefined if it has none
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
 * The levels of a stack: the file of its name (`bootstrap.json` for `bootstrap-shop`, too), else those of the environment
 * with its lifecycle. The pack's defaults are for other programs.
 */
export function levelsFile(pack: string, { stack, lifecycle }: Judged): string | undefined {
  const alike = lifecycle === "protected" ? "production" : "test";
  const files = [stack, ...(stack.startsWith("bootstrap-") ? ["bootstrap"] : []), alike]
    // The schema of these files is beside them.
    .filter((name) => name !== "schema")
    .map((name) => join(pack, "config", `${name}.json`));
  return files.find((file) => existsSync(file));
}

/** A pack and the levels of a stack, absolute; or the reason for having none. */
export type PackOptions =
  { readonly pack: string; readonly levels: string } | { readonly problem: string };

/** A stack whose pack is wanted. */
export interface PackChoice {
  /** The folder with Pulumi.yaml. */
  readonly root: string;
  readonly stack: string;
  readonly stackFile: string;
  /** The stack file, where it has been loaded. */
  readonly loaded?: ReturnType<typeof loadStackFile>;
}

/** The options with which the engine applies the policies as a preview does. */
export function packOptions({ root, stack, stackFile, loaded }: PackChoice): PackOptions {
  const pack = packFolder(root);
  if (pack === undefined) return { problem: "drydock-policy is not installed: run npm install." };
  const checked = loaded ?? loadStackFile(stackFile);
  if ("problems" in checked) return { problem: formatProblems(checked.problems) };
  const levels = levelsFile(pack, { stack, lifecycle: checked.config.lifecycle });
  return levels === undefined
    ? { problem: `${join(pack, "config")} holds no levels: install drydock-policy again.` }
    : { pack, levels };
}
