import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { isMap } from "drydock-components/model/check/path";
import { formatProblems, loadStackFile } from "../config";
import { UsageError } from "../errors";
import { stackFilesOf, stackFolder } from "../stack-files";
import type { Surroundings } from "../surroundings";
import { writeNamed } from "../write-file";
import { pullRequestStack } from "./stack-file";

/** Options of `npx drydock pull-request`. */
export interface PullRequestOptions {
  readonly number: number;
  /** The service stack to copy. */
  readonly from: string;
}

/** Writes the stack file of a pull request's environment, checks it, and prints where it will answer. */
export function writePullRequestStack(
  { number, from }: PullRequestOptions,
  { folder, out }: Pick<Surroundings, "folder" | "out">,
): number {
  const files = stackFilesOf(folder);
  const source = files.get(from);
  if (source === undefined) {
    throw new UsageError(
      `There is no Pulumi.${from}.yaml here. Stacks: ${[...files.keys()].join(", ") || "none"}.`,
    );
  }
  const loaded = loadStackFile(source, { displayName: `Pulumi.${from}.yaml` });
  if ("problems" in loaded) throw new UsageError(formatProblems(loaded.problems));
  if (loaded.contract === undefined) {
    throw new UsageError(
      `Pulumi.${from}.yaml stands on no platform (drydock:platform): its environment would get a network and a cluster of its own.`,
    );
  }
  const stack = `pr-${number}`;
  const document: unknown = parse(readFileSync(source, "utf8"));
  const text = pullRequestStack(isMap(document) ? document : {}, number, from);
  const path = join(stackFolder(folder), `Pulumi.${stack}.yaml`);
  const shown = `Pulumi.${stack}.yaml`;
  if (existsSync(path) && !readFileSync(path, "utf8").startsWith("# Written by npx drydock")) {
    throw new UsageError(`${shown} is there already, and this command has not written it.`);
  }
  const checked = loadStackFile(path, { text, displayName: shown });
  if ("problems" in checked) throw new UsageError(formatProblems(checked.problems));
  writeNamed(shown, path, text);
  const hosts = Object.values(checked.config.services).flatMap(({ route }) => route?.hosts ?? []);
  out([`written  ${shown}`, ...hosts.map((host) => `https://${host}`)].join("\n") + "\n");
  return 0;
}
