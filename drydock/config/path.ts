/**
 * Where a value stands in a stack file: keys of maps and indexes of lists, from the top of the
 * project's namespace. `["services", "web", "cpu"]` is `drydock:services.web.cpu`; a first element
 * with a colon names a key of another namespace (`"aws:region"`), or with the colon first one without
 * any namespace.
 */
export type Path = readonly (string | number)[];

/** The namespace of the project's configuration: the name in Pulumi.yaml. */
export const NAMESPACE = "drydock";

/** The configuration key a path starts with: `services` is `drydock:services`. */
export function configurationKey(first: string | number): string {
  const key = String(first);
  if (key.startsWith(":")) return key.slice(1);
  return key.includes(":") ? key : `${NAMESPACE}:${key}`;
}

/**
 * The form people read and `pulumi config set --path` understands: `drydock:secrets.db.versions[0].KEY`,
 * with keys that are no plain words in quotes.
 */
export function pathText(path: Path): string {
  const [first, ...rest] = path;
  if (first === undefined) return NAMESPACE;
  return configurationKey(first) + rest.map(segmentText).join("");
}

function segmentText(segment: string | number): string {
  if (typeof segment === "number") return `[${segment}]`;
  return /^[A-Za-z0-9_-]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
}

/** Reads what `pathText` writes. Text that is no path is one segment. */
export function parsePath(text: string): Path {
  const bare = text.startsWith(`${NAMESPACE}:`) ? text.slice(NAMESPACE.length + 1) : text;
  const segment = /\.?([A-Za-z0-9_:-]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gy;
  return [...bare.matchAll(segment)].map(([, word, index, quoted]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (word ?? "") : String(JSON.parse(quoted));
  });
}

/** Whether one path is the other or lies inside it. */
export function related(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((segment, index) => segment === other[index]);
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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

/** A copy of a plain tree with the value at a path replaced; what lies beside is shared. */
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

/** A copy of a plain tree without the value at a path; a list that loses an item goes as a whole, so that no index shifts. */
export function without(tree: unknown, path: Path): unknown {
  const parent = path.slice(0, -1);
  const last = path.at(-1);
  if (last === undefined) return {};
  if (typeof last === "number") return without(tree, parent);
  const holder = valueAt(tree, parent);
  if (!isMap(holder)) return tree;
  return replaceAt(
    tree,
    parent,
    Object.fromEntries(Object.entries(holder).filter(([key]) => key !== last)),
  );
}
