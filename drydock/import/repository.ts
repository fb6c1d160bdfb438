/** The repository that an imported stack file is for. */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../errors";
import { projectSetting } from "../stack-files";
import { writeNamed } from "../write-file";
import { createProject, projectName } from "../init/project";
import { type AcceptedFinding, type Acceptance, withExemptions } from "./exemptions";

/** A folder with a Pulumi.yaml. */
export interface Repository {
  readonly root: string;
  readonly name: string;
}

/** The nearest folder with a Pulumi.yaml, at or above a folder; undefined if there is none. */
export function rootAt(home: string): string | undefined {
  for (let root = home; ; root = dirname(root)) {
    if (existsSync(join(root, "Pulumi.yaml"))) return root;
    if (root === dirname(root)) return undefined;
  }
}

/** The repository at or above a folder, else a new one there; nothing is written over a file. */
export function repositoryFor(home: string): Repository & { readonly created: readonly string[] } {
  const root = rootAt(home);
  return root === undefined
    ? { root: home, name: projectName(home), created: createProject(home) }
    : { root, name: projectSetting(root, "name") ?? basename(root), created: [] };
}

const exemptions = "policy-exemptions.yaml";
const days = 90;

/** A stack whose findings are accepted. */
export interface AcceptingStack extends Pick<Acceptance, "stack" | "source" | "owner"> {
  readonly today: Date;
}

/**
 * Adds exemptions to the file of a repository.
 *
 * @returns the last day that they hold, as YYYY-MM-DD; undefined if there are none
 */
export function acceptFindings(
  { root, name }: Repository,
  findings: readonly AcceptedFinding[],
  { today, ...stack }: AcceptingStack,
): string | undefined {
  const file = join(root, exemptions);
  const present = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (findings.length === 0 && present === "") return undefined;
  const end = new Date(today);
  end.setUTCDate(end.getUTCDate() + days);
  const expires = end.toISOString().slice(0, 10);
  const text = withExemptions(present, findings, { ...stack, project: name, expires });
  if (text === undefined) {
    throw new UsageError(
      `${exemptions} is not a file of exemptions: correct it, or move it away, and import again.`,
    );
  }
  if (text !== present) write(file, text);
  return findings.length === 0 ? undefined : expires;
}

/** @throws UsageError if the file cannot be written */
export function write(file: string, text: string): void {
  writeNamed(basename(file), file, text);
}
