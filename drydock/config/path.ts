import { type Path, pathText as plainPathText } from "drydock-components/model/check/path";

/**
 * The text of paths in a stack file, which start at the top of the project's namespace. `["services", "web", "cpu"]`
 * is `drydock:services.web.cpu`; a first element with a colon names a key of another namespace (`"aws:region"`), or
 * with the colon first one without any namespace.
 */

/** The namespace of the project's configuration: the name in Pulumi.yaml. */
export const drydockNamespace = "drydock";

/** The namespace of the stack files in `bootstrap/`. */
export const bootstrapNamespace = "bootstrap";

/** Whether a configuration is that of `bootstrap/`. */
export const hasBootstrapKeys = (values: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(values).some((key) => key.startsWith(`${bootstrapNamespace}:`));

/** The configuration key a path starts with: `services` is `drydock:services`. */
export function configurationKey(first: string | number): string {
  const key = String(first);
  if (key.startsWith(":")) return key.slice(1);
  return key.includes(":") ? key : `${drydockNamespace}:${key}`;
}

/** How a path starts that begins with a configuration key: `drydock:services` is `services`. */
export function settingOf(key: string): string {
  if (key.startsWith(`${drydockNamespace}:`)) return key.slice(drydockNamespace.length + 1);
  return key.includes(":") ? key : `:${key}`;
}

/**
 * The form people read and `pulumi config set --path` understands: `drydock:secrets.db.versions[0].KEY`,
 * with keys that are no plain words in quotes.
 */
export function pathText([first, ...rest]: Path): string {
  return first === undefined ? drydockNamespace : plainPathText([configurationKey(first), ...rest]);
}

/** Reads what `pathText` writes. Text that is no path is one segment. */
export function parsePath(text: string): Path {
  const bare = text.startsWith(`${drydockNamespace}:`)
    ? text.slice(drydockNamespace.length + 1)
    : text;
  const segment = /\.?([A-Za-z0-9_:-]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gy;
  return [...bare.matchAll(segment)].map(([, word, index, quoted]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (word ?? "") : String(JSON.parse(quoted));
  });
}
