/** Which properties of one resource differ, and whether AWS can change them in place. */
import diff from "microdiff";
import { models } from "../cloud";
import { type Comparable, comparable, pathText } from "./comparable";
import type { SnapshotResource } from "./snapshot";

/** One property that differs. A side is absent where the property is. */
export interface PropertyChange {
  /** Documents in text properties are looked into: `containerDefinitions[web].environment.PORT`. */
  readonly path: string;
  /** As JSON. */
  readonly before?: string;
  /** As JSON. */
  readonly after?: string;
  /** The replaced resources whose new ids, ARNs or names the value holds. */
  readonly becauseOf?: readonly string[];
  /** True when AWS cannot change it in place. */
  readonly forcesReplacement: boolean;
}

/** Properties whose value changed, apart from those the program tells the engine to ignore. */
export function propertyChanges(
  before: SnapshotResource,
  after: SnapshotResource,
): PropertyChange[] {
  return diff(comparableInputs(before), comparableInputs(after))
    .map((difference): PropertyChange => {
      const path = pathText(difference.path);
      return {
        path,
        ...("oldValue" in difference ? { before: asJson(difference.oldValue) } : {}),
        ...("value" in difference ? { after: asJson(difference.value) } : {}),
        forcesReplacement: forcesReplacement(after, path),
      };
    })
    .filter(({ path }) => !matchesAny(path, after.ignoreChanges ?? []));
}

function comparableInputs({ inputs = {} }: SnapshotResource): Record<string, Comparable> {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, comparable(value)]));
}

/** A list of plain values is compared as its JSON text already. */
function asJson(value: unknown): string {
  return typeof value === "string" && value.startsWith("[") ? value : JSON.stringify(value);
}

/** Whether a change of the property replaces the resource. */
export function forcesReplacement(
  { type, replaceOnChanges = [] }: Pick<SnapshotResource, "type" | "replaceOnChanges">,
  path: string,
): boolean {
  return matchesAny(path, [...(models[type]?.replaceOn ?? []), ...replaceOnChanges]);
}

/** True when the path is, or lies within, one of the patterns. `[*]` stands for any element. */
function matchesAny(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => patternOf(pattern).test(path));
}

function patternOf(pattern: string): RegExp {
  const source = pattern
    .split("[*]")
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join("\\[[^\\]]*\\]");
  return new RegExp(`^${source}(?=$|[.[])`);
}
