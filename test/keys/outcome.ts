/** What the preview says of a change of one key. */
import { join } from "node:path";
import { stringify } from "yaml";
import { loadStackFile } from "../../drydock/config/loader";
import { formatProblems } from "../../drydock/config/problems";
import { loadProgramLazily } from "../../drydock/offline/lazy-sdk";
import { type Change, changesBetween, type Present } from "../../drydock/offline/preview/changes";
import { refusalsOf } from "../../drydock/offline/preview/refusals";
import { registrationsOf } from "../../drydock/offline/preview/registrations";
import { snapshotOf } from "../../drydock/offline/preview/snapshot";
import { programOf, root } from "../program/run-program";
import type { Config } from "./changes";

export interface Outcome {
  readonly changes: readonly Change[];
  /** Why the preview refuses it; empty where it does not. */
  readonly refusals: readonly string[];
}

/** Does not exist: the text is given. Paths start from its folder. */
const stackFile = join(root, "Pulumi.keys.yaml");

/** @throws Error if a stack file is refused or the program fails */
export async function outcomeOf(before: Config, after: Config): Promise<Outcome> {
  const { snapshot } = await presentOf(before);
  const changes = changesBetween(snapshot, await presentOf(after));
  return { changes, refusals: refusalsOf(changes) };
}

const known = new Map<string, Promise<Present>>();

/** Whether a stack file with this configuration has no problems. Many keys start from the same one. */
export function isAccepted(config: Config): boolean {
  // JSON is YAML, and written ten times faster.
  const text = JSON.stringify({ config });
  const answer = accepted.get(text) ?? !("problems" in loadStackFile(stackFile, { text }));
  accepted.set(text, answer);
  return answer;
}

const accepted = new Map<string, boolean>();

/** The text of a stack file. */
export const textOf = (config: Config): string =>
  stringify({ config }, { aliasDuplicateObjects: false });

/** Many keys start from the same environment. */
function presentOf(config: Config): Promise<Present> {
  const text = textOf(config);
  const present = known.get(text) ?? runBothModes(text);
  known.set(text, present);
  return present;
}

async function runBothModes(text: string): Promise<Present> {
  const loaded = loadStackFile(stackFile, { text });
  if ("problems" in loaded) throw new Error(`${formatProblems(loaded.problems)}\n${text}`);
  loadProgramLazily();
  const program = programOf(stackFile);
  const request = { project: "drydock", stack: "keys", stackFile };
  const preview = await registrationsOf(request, loaded, { program, preview: true });
  const update = await registrationsOf(request, loaded, { program, preview: false });
  return { snapshot: snapshotOf(update, root), preview, update };
}
