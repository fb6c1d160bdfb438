/** The place of a value in a tree: keys of maps and indexes of lists, from the top. */
export type Path = readonly (string | number)[];

/** The text of a path: `secrets.db.versions[0].KEY`, with keys that are no plain words in quotes. */
export function pathText([first, ...rest]: Path): string {
  return first === undefined ? "" : String(first) + rest.map(segmentText).join("");
}

function segmentText(segment: string | number): string {
  if (typeof segment === "number") return `[${segment}]`;
  return /^[A-Za-z0-9_-]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
}

/** Whether one path is the other or lies inside it. */
export function related(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((segment, index) => segment === other[index]);
}

/** Whether a path is another one or lies inside it. */
export function isWithin(path: Path, around: Path): boolean {
  return path.length >= around.length && related(path, around);
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list as it is, another value as a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The only item of a list or map; another value as it is. */
export function single(value: unknown): unknown {
  const [first, ...others] = isMap(value) ? Object.values(value) : listOf(value);
  return others.length === 0 ? first : undefined;
}

/** The value at a path of a plain tree; undefined where there is none. */
export function valueAt(tree: unknown, path: Path): unknown {
  let value = tree;
  for (const segment of path) {
    if (Array.isArray(value)) {
      const list: readonly unknown[] = value;
      value = typeof segment === "number" ? list[segment] : undefined;
    } else if (isMap(value) && Object.hasOwn(value, segment)) {
      value = value[segment];
    } else {
      return undefined;
    }
  }
  return value;
}

/** The names under a key at the top of a tree. */
export function keysAt(tree: unknown, key: string): string[] {
  const map = valueAt(tree, [key]);
  return isMap(map) ? Object.keys(map) : [];
}

/** A copy of a plain tree with the value at a path replaced; the other parts are shared. */
export function replaceAt(tree: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (Array.isArray(tree) && typeof first === "number") {
    const list: readonly unknown[] = tree;
    return list.map((item, index) => (index === first ? replaceAt(item, rest, value) : item));
  }
  if (!isMap(tree) || !Object.hasOwn(tree, first)) return tree;
  return { ...tree, [first]: replaceAt(tree[first], rest, value) };
}

/** A copy of a plain tree without the values at paths; a list that loses an item goes as a whole, so that no index shifts. */
export function without(tree: unknown, paths: readonly Path[]): unknown {
  return remaining(tree, paths).part ?? {};
}

/** Returns the remaining tree; no part where the tree itself goes. */
function remaining(tree: unknown, paths: readonly Path[]): { readonly part?: unknown } {
  if (paths.some((path) => path.length === 0)) return {};
  const inside = new Map<string | number, Path[]>();
  for (const [first = "", ...rest] of paths) {
    const others = inside.get(first);
    if (others === undefined) inside.set(first, [rest]);
    else others.push(rest);
  }
  if (Array.isArray(tree)) {
    const list: readonly unknown[] = tree;
    const items = list.map((item, index) =>
      inside.has(index) ? remaining(item, inside.get(index) ?? []) : { part: item },
    );
    return items.every((item) => "part" in item) ? { part: items.map(({ part }) => part) } : {};
  }
  if (!isMap(tree)) return { part: tree };
  const entries = Object.entries(tree).flatMap(([key, value]): [string, unknown][] => {
    const rest = inside.has(key) ? remaining(value, inside.get(key) ?? []) : { part: value };
    return "part" in rest ? [[key, rest.part]] : [];
  });
  return { part: Object.fromEntries(entries) };
}

/** A copy of a plain tree in which the last key of a path gave way to other keys; maps that are there are added to. */
export function replaceKey(
  tree: unknown,
  path: Path,
  keys: Readonly<Record<string, unknown>>,
): unknown {
  const around = path.slice(0, -1);
  const map = valueAt(tree, around);
  if (!isMap(map)) return tree;
  const last = String(path.at(-1));
  if (!Object.hasOwn(map, last)) return tree;
  const { [last]: _gone, ...rest } = map;
  const added = Object.entries(keys).map(([key, value]): [string, unknown] => {
    const there = Object.hasOwn(rest, key) ? rest[key] : undefined;
    return [key, isMap(there) && isMap(value) ? { ...value, ...there } : (there ?? value)];
  });
  return replaceAt(tree, around, { ...rest, ...Object.fromEntries(added) });
}
