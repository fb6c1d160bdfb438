import type { LoadedFile } from "../../config/loader";
import { settingOf } from "../../config/path";
import { isMap } from "drydock-components/model/check/path";
import type { SourceLocation } from "./types";

/** Finds the line that decides: by a template of its key, and by names of resources. */
export type Locator = (keyTemplate: string, names: readonly string[]) => SourceLocation;

/**
 * Finds the line of a configuration key such as `drydock:services.{name}.exec` in the stack file.
 *
 * A placeholder matches one of the keys at that place: a name in `names` (the
 * resource's name and those of its ancestors), else the longest dash-separated part
 * of such a name. If the file does not have the key, because a default applies, the location is the
 * nearest existing parent key.
 */
export function locator({ values, positions }: Pick<LoadedFile, "values" | "positions">): Locator {
  return (keyTemplate, names) => {
    let value: unknown = values;
    const path: string[] = [];
    for (const segment of segmentsOf(keyTemplate)) {
      if (!isMap(value)) break;
      const key = keyOf(Object.keys(value), segment, names);
      if (key === undefined) break;
      path.push(key);
      value = value[key];
    }
    const [first, ...inside] = path;
    const setting = first === undefined ? [] : [settingOf(first), ...inside];
    const { file, line } = positions.locate(setting, "key");
    return { file, line, yamlPath: path.length === 0 ? "config" : path.join(".") };
  };
}

/** `drydock:services.{name}.exec` is `drydock:services`, `{name}`, `exec`. */
function segmentsOf(keyTemplate: string): string[] {
  return keyTemplate.split(".");
}

function keyOf(
  keys: readonly string[],
  segment: string,
  names: readonly string[],
): string | undefined {
  if (!segment.startsWith("{")) return keys.find((key) => key === segment);
  return (
    keys.find((key) => names.includes(key)) ??
    keys
      .filter((key) => names.some((name) => `-${name}-`.includes(`-${key}-`)))
      .sort((a, b) => b.length - a.length)[0]
  );
}
