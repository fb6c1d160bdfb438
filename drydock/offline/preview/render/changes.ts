/** Changes as lines: an added or deleted component represents all its children. */
import type { Change, PropertyChange } from "../changes";
import { count, list } from "../../words";
import { type Colors, shortType, sign } from "./style";

/** A change, or a component that is added or deleted as a whole. */
export interface ChangeGroup {
  readonly change: Change;
  /** Children that are added or deleted with it. */
  readonly inside: number;
}

/** Leaves out children that are added or deleted with their component. */
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

const badness = { replace: 0, delete: 1, update: 2, create: 3 } as const;

/** Compares changes for a sort with the worst first: a reader may not reach the end. */
export const byBadness = (a: Change, b: Change): number =>
  badness[a.operation] - badness[b.operation];

const longest = 90;
const shorten = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;

/** `"a" -> "b"`, added and removed items of a list, or the reason for a new value. */
export function valuesText({ before, after, becauseOf }: PropertyChange): string {
  if (becauseOf !== undefined) return `follows ${list(becauseOf)}`;
  if (before === undefined) return shorten(after ?? "");
  if (after === undefined) return `${shorten(before)} removed`;
  const [from, to] = [listItems(before), listItems(after)];
  if (from === undefined || to === undefined) return `${shorten(before)} -> ${shorten(after)}`;
  const added = to.filter((item) => !from.includes(item));
  const removed = from.filter((item) => !to.includes(item));
  const parts = [
    ...(added.length === 0 ? [] : [`with ${list(added)}`]),
    ...(removed.length === 0 ? [] : [`without ${list(removed)}`]),
  ];
  return parts.length === 0 ? "in another order" : shorten(parts.join(", "));
}

/** The items of a list that is shown as JSON. */
function listItems(json: string): string[] | undefined {
  if (!json.startsWith("[")) return undefined;
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.map((item: unknown) => JSON.stringify(item)) : undefined;
}

/** A warning about a deletion that the engine refuses or that leaves the resource in AWS. */
export function warningOf(change: Change): string | undefined {
  if (change.protected) return "protected: the engine refuses this until it is unprotected";
  return change.retained ? "removed from the state only; stays in AWS" : undefined;
}

/** From this number on, print the same change of several resources once. */
const many = 4;

/** One line for each change and each of its properties; the same change of many is printed once. */
export function changeLines(changes: readonly Change[], colors: Colors): string[] {
  return sameChanges(groupChanges(changes)).flatMap((groups) => {
    const [first] = groups;
    if (first === undefined) return [];
    return [
      groups.length === 1 ? headLine(first, colors) : sharedHeadLine(groups, colors),
      ...first.change.properties.map(
        (property) =>
          `     ${property.path}: ${valuesText(property)}` +
          (property.forcesReplacement ? colors.magenta("  forces replacement") : ""),
      ),
    ];
  });
}

function headLine({ change, inside }: ChangeGroup, colors: Colors): string {
  const { operation, name, type } = change;
  const warning = warningOf(change);
  return (
    `${sign(operation, colors)} ${colors.bold(name)} ${colors.dim(shortType(type))}` +
    (inside === 0 ? "" : colors.dim(` and ${count(inside, "resource")} in it`)) +
    (warning === undefined ? "" : colors.red(`  ${warning}`))
  );
}

function sharedHeadLine(groups: readonly ChangeGroup[], colors: Colors): string {
  const [first] = groups;
  return `${sign(first?.change.operation, colors)} ${colors.bold(count(groups.length, "resource"))}`;
}

/** Groups updates with the same properties if there are many. */
function sameChanges(groups: readonly ChangeGroup[]): (readonly ChangeGroup[])[] {
  const byText = Map.groupBy(groups, ({ change: { operation, properties, key } }) =>
    operation === "update" ? JSON.stringify(properties) : key,
  );
  return [...byText.values()].flatMap((same) =>
    same.length < many ? same.map((group) => [group]) : [same],
  );
}
