import { existsSync } from "node:fs";
import { basename } from "node:path";
import { UsageError } from "../../errors";

/** What was asked for, and what there is. */
interface Wanted {
  readonly root: string;
  readonly stack: string;
  /** Those of the repository. */
  readonly stacks: readonly string[];
}

/** @throws UsageError if there is no such stack file */
export function refuseMissing(stackFile: string, { root, stack, stacks }: Wanted): void {
  if (existsSync(stackFile)) return;
  throw new UsageError(
    stacks.length === 0
      ? `${root} has no stack file Pulumi.<stack>.yaml: run this in the repository's root, or name one with --config.`
      : `The stack ${stack} has no file ${basename(stackFile)}: the repository has ${stacks.join(", ")}. Name another file with --config.`,
  );
}
