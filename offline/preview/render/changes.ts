/** Changes as lines: components that come or go stand for all they hold. */
import type { Change, PropertyChange } from "../changes";
import { count } from "../summary";
import { type Colors, shortType, sign } from "./style";

/** A change, or a component that comes or goes as a whole. */
export interface ChangeGroup {
  readonly change: Change;
  /** Resources inside a component that comes or goes with it. */
  readonly inside: number;
}

/** Leaves out what comes or goes with its component. */
export function groupChanges(changes: readonly Change[]): ChangeGroup[] {
  const operations = new Map(changes.map((change) => [change.key, change]));
  const wholeParent = (change: Change): Change | undefined => {
    if (change.operation !== "create" && change.operation !== "delete") return undefined;
    const parent = operations.get(change.parent ?? "");
    return parent?.operation === change.operation ? parent : undefined;
  };
  const outermost = (change: Change): Change => {
    const parent = wholeParent(change);
    return parent === undefined ? change : outermost(parent);
  };
  const counts = new Map<Change, number>();
  for (const change of changes) {
    const group = outermost(change);
    counts.set(group, (counts.get(group) ?? -1) + 1);
  }
  return [...counts].map(([change, inside]) => ({ change, inside }));
}

const longest = 90;
const shorten = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;

/** `"a" -> "b"`, or only the side there is. */
export function valuesText({ before, after }: PropertyChange): string {
  if (before === undefined) return shorten(after ?? "");
  return after === undefined
    ? `${shorten(before)} removed`
    : `${shorten(before)} -> ${shorten(after)}`;
}

/** What the engine would refuse, or leave behind. */
export function warningOf(change: Change): string | undefined {
  if (change.protected) return "protected: the engine refuses this until it is unprotected";
  return change.retained ? "stays in AWS, only forgotten" : undefined;
}

/** One line for each change, and one for each of its properties. */
export function changeLines(changes: readonly Change[], colors: Colors): string[] {
  return groupChanges(changes).flatMap(({ change, inside }) => {
    const { operation, name, type, properties } = change;
    const warning = warningOf(change);
    return [
      `${sign(operation, colors)} ${colors.bold(name)} ${colors.dim(shortType(type))}` +
        (inside === 0 ? "" : colors.dim(` and ${count(inside, "resource")} in it`)) +
        (warning === undefined ? "" : colors.red(`  ${warning}`)),
      ...properties.map(
        (property) =>
          `     ${property.path}: ${valuesText(property)}` +
          (property.forcesReplacement ? colors.magenta("  forces replacement") : ""),
      ),
    ];
  });
}
