import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Path } from "drydock-components/model/check/path";
import type { Place } from "drydock-components/model/check/problem";
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
  if (cause === undefined) return { state };
  const place = placeOf(loaded, cause);
  if (place === undefined) return { state, cause };
  const text = readFileSync(resolve(loaded.folder, basename(stackFile)), "utf8").split("\n");
  return { state, cause: { ...cause, place, line: text[place.line - 1]?.trim() ?? "" } };
}

/** The first of the cause's keys that the file has, else the nearest thing around the likeliest one. */
function placeOf(
  { positions }: OperatedEnvironment["loaded"],
  { paths }: Cause,
): Place | undefined {
  const [likeliest = []] = paths;
  return positions?.locate(paths.find((path) => isWritten(positions, path)) ?? likeliest, "key");
}

/** A key that is not in the file is located where its parent is. */
function isWritten(positions: Positions, path: Path): boolean {
  const [own, parent] = [path, path.slice(0, -1)].map((one) => positions.locate(one, "key"));
  return own?.line !== parent?.line || own?.column !== parent?.column;
}
