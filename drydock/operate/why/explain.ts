import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Path } from "drydock-components/model/check/path";
import { mayHoldSecret } from "drydock-components/model/check/shown";
import { looksLikeSecret } from "drydock-policy/secrets";
import type { Positions } from "../../config/document";
import type { OperatedEnvironment } from "../environment";
import { type Cause, diagnose } from "./diagnose";
import { isInOrder, type ServiceState } from "./failure";
import type { Explained } from "./report";

/** Adds the cause of a failure, with the line of the stack file that decides it. */
export function explain(
  { loaded, stackFile }: OperatedEnvironment,
  state: ServiceState,
): Explained {
  const cause = isInOrder(state) ? undefined : diagnose(state);
  const shown = withoutSecrets(state);
  if (cause === undefined) return { state: shown };
  const path = pathOf(loaded, cause);
  const place = loaded.positions?.locate(path, "key");
  if (place === undefined) return { state: shown, cause };
  const text = readFileSync(resolve(loaded.folder, basename(stackFile)), "utf8").split("\n");
  const line = shownLine(path, text[place.line - 1]?.trim() ?? "");
  return { state: shown, cause: { ...cause, place, line } };
}

/** Keys whose values a line may hold, also inside of a map in braces. */
const hiding = /\b(environment|secrets|command|entryPoint|args|versions)\s*:/;

/** A line of the stack file; without its values where these could be secrets. */
function shownLine(path: Path, line: string): string {
  const colon = line.indexOf(":");
  const isOpen = mayHoldSecret(path) || hiding.test(line) || looksLikeSecret("", line);
  return isOpen && colon >= 0 ? line.slice(0, colon + 1) : line;
}

/** What programs print, and what ECS repeats of a command, without lines that look like a secret. */
function withoutSecrets(state: ServiceState): ServiceState {
  const shown = (text: string): string =>
    looksLikeSecret("", text) ? "(left out: this line looks like a secret)" : text;
  return {
    ...state,
    tasks: state.tasks.map((task) => ({
      ...task,
      reason: shown(task.reason),
      containers: task.containers.map(({ reason, log, ...container }) => ({
        ...container,
        reason: reason && shown(reason),
        log: log.map(shown),
      })),
    })),
  };
}

/** The first of the cause's keys that the file has, else the likeliest one, which is located where its parent is. */
function pathOf({ positions }: OperatedEnvironment["loaded"], { paths }: Cause): Path {
  const [likeliest = []] = paths;
  const written = positions && paths.find((path) => isWritten(positions, path));
  return written ?? likeliest;
}

/** A key that is not in the file is located where its parent is. */
function isWritten(positions: Positions, path: Path): boolean {
  const [own, parent] = [path, path.slice(0, -1)].map((one) => positions.locate(one, "key"));
  return own?.line !== parent?.line || own?.column !== parent?.column;
}
