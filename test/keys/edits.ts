import { isMap, type Path } from "drydock-components/model/check/path";

/** A place and its new value; undefined takes it out. */
export type Edit = readonly [place: Path, value: unknown];

/** A copy with all of them. */
export function edited(
  config: Readonly<Record<string, unknown>>,
  edits: readonly Edit[],
): Record<string, unknown> {
  const copy: Record<string, unknown> = structuredClone({ ...config });
  for (const [place, value] of edits) put(copy, place, structuredClone(value));
  return copy;
}

function put(tree: unknown, [first, ...rest]: Path, value: unknown): void {
  if (first === undefined) return;
  if (Array.isArray(tree)) {
    const list: unknown[] = tree;
    const index = Number(first);
    if (rest.length > 0) put((list[index] ??= {}), rest, value);
    else if (value === undefined) list.splice(index, 1);
    else list[index] = value;
  } else if (isMap(tree)) {
    if (rest.length > 0) put((tree[first] ??= {}), rest, value);
    else if (value === undefined) Reflect.deleteProperty(tree, first);
    else tree[first] = value;
  }
}
