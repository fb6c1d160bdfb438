import { nameList, nearestName } from "./nearest";
import type { Path } from "./path";
import type { ModelProblem } from "./problem";

/** A name that has to be among those of some other map. */
export interface NameReference {
  readonly path: Path;
  readonly name: string;
  /** The names there are. */
  readonly known: readonly string[];
  /** The kind of thing that a name denotes, such as "file system". */
  readonly what: string;
  /** Where such names are given, such as "drydock:fileSystems". */
  readonly home: string;
  readonly at?: "key" | "value";
}

/** A reference to a name that is not there: with the nearest name, or where to add it. */
export function missingName(reference: NameReference): ModelProblem[] {
  const { path, name, known, what, home } = reference;
  if (known.includes(name)) return [];
  const near = nearestName(name, known);
  return [
    {
      path,
      at: reference.at ?? "value",
      message: `There is no ${what} of this name.`,
      allowed: nameList(known),
      fix:
        near === undefined
          ? `Add it under ${home}, or write another name.`
          : `Did you mean ${near}?`,
    },
  ];
}
