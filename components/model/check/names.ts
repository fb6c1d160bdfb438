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
      ...(known.length > 0 && { allowed: `${plural(what)}: ${nameList(known)}` }),
      fix: near === undefined ? addFix(what, home, known.length > 0) : `Did you mean ${near}?`,
    },
  ];
}

/** "secrets here", "containers in this task" */
function plural(what: string): string {
  const [first = "", ...rest] = what.split(" in ");
  return rest.length === 0 ? `${first}s here` : `${first}s in ${rest.join(" ")}`;
}

/** The smallest valid entry of a kind. */
const leastLength: Readonly<Record<string, string>> = {
  secret: "name: { versions: [{ PASSWORD: { generate: 32 } }] }",
  "file system": "name: {}",
  queue: "name: {}",
  database: "name: { engine: postgres, host: ..., securityGroupId: sg-... }",
};

function addFix(what: string, home: string, others: boolean): string {
  const least = leastLength[what];
  const add = `dd it under ${home}${least === undefined ? "" : `, as ${least}`}`;
  return others ? `Write one of these, or a${add}.` : `A${add}, or remove this.`;
}
