/** The accepted state of an environment: a file in the repository, so that pull requests show its changes. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isMap } from "drydock-components/model/check/path";
import { jsonIn } from "../../json";
import type { KnownFindings } from "./known-findings";
import type { Snapshot } from "./snapshot";

/** A snapshot, and the advisory findings that were accepted with it. */
export interface Baseline extends Snapshot {
  /** Absent in the baselines of 0.1.0. */
  readonly findings?: KnownFindings;
}

/** Path of a stack's baseline, in the folder of its stack file. */
export const baselinePath = (folder: string, stack: string): string =>
  join(folder, `Pulumi.${stack}.baseline.json`);

/** The file's text: two spaces, keys sorted by the snapshot, a line end. */
function baselineText(baseline: Baseline): string {
  return `${JSON.stringify(baseline, null, 2)}\n`;
}

export function writeBaseline(path: string, baseline: Baseline): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, baselineText(baseline));
}

/** A baseline file cannot be used. */
class BaselineError extends Error {
  override readonly name = "BaselineError";
}

/**
 * @returns undefined if none was accepted yet
 * @throws BaselineError for a file that is not a baseline
 */
export function readBaseline(path: string): Baseline | undefined {
  if (!existsSync(path)) return undefined;
  const parsed = jsonIn(readFileSync(path, "utf8"));
  if (isBaseline(parsed)) return parsed;
  throw new BaselineError(
    `${path} is not a baseline (perhaps a merge conflict): write it again with npx drydock preview --accept`,
  );
}

function isBaseline(value: unknown): value is Baseline {
  return isMap(value) && isMap(value["resources"]);
}
