import { isMap, type Path } from "./path";
import { isSealed } from "./secret-values";
import { looksLikeSecret } from "./secret-shapes";

interface Hint {
  /** Segments of a path below the namespace; `*` is any one, and a leading `**` any number. */
  readonly path: readonly string[];
  readonly fix: (value: unknown, key: string) => string | undefined;
}

/** How to mend the mistakes people make most, where the general advice would not show the right form. */
const HINTS: readonly Hint[] = [
  {
    path: ["**", "image"],
    fix: (value) =>
      typeof value === "string"
        ? "Write image: { reference: registry/repository:tag }, or image: { build: { context: folder } }."
        : "Write image: { build: { context: folder } } or image: { reference: registry/repository:tag }.",
  },
  {
    path: ["**", "image", "build"],
    fix: (value) => (typeof value === "string" ? "Write build: { context: folder }." : undefined),
  },
  {
    path: ["account"],
    fix: (value) =>
      typeof value === "number"
        ? "Put the account id in quotes, with its leading zeros."
        : undefined,
  },
  {
    path: ["**", "environment"],
    fix: (value) =>
      Array.isArray(value) ? "Write NAME: value lines, without - before them." : undefined,
  },
  {
    path: ["**", "environment", "*"],
    fix: (value, key) =>
      value === null
        ? 'Write the value in quotes, "" for an empty one.'
        : isMap(value) || looksLikeSecret(key, typeof value === "number" ? `${value}` : "")
          ? "Write the value as text in quotes; a value that is a secret comes from secrets instead."
          : "Put the value in quotes.",
  },
  {
    path: ["**", "volumes", "*"],
    fix: () => "Write { fileSystem: name, mountPath: /path }.",
  },
  {
    path: ["services", "*", "secrets", "*"],
    fix: () =>
      "Write { secret: name }, { secret: name, key: KEY } or { parameterArn: arn }; values stand under drydock:secrets.",
  },
  {
    path: ["services", "*", "scaling"],
    fix: () => "Write scaling: { min: 1, max: 4, cpuPercent: 60 }.",
  },
  {
    path: ["services", "*", "scaling", "min"],
    fix: (value) => (value === undefined ? "Add min: 1, the fewest tasks." : undefined),
  },
  {
    path: ["services", "*", "scaling", "max"],
    fix: (value) => (value === undefined ? "Add max: 4, the most tasks." : undefined),
  },
];

/** The advice for a place, where it has one of its own. */
export function hintFor(path: Path, value: unknown): string | undefined {
  if (isSealed(value)) {
    return "Only values of drydock:secrets can be encrypted; a variable gets one by its name under secrets.";
  }
  for (const hint of HINTS) {
    if (fits(hint.path, path)) {
      const fix = hint.fix(value, String(path.at(-1)));
      if (fix !== undefined) return fix;
    }
  }
  return undefined;
}

function fits(pattern: readonly string[], path: Path): boolean {
  if (pattern[0] === "**") {
    const tail = pattern.slice(1);
    return path.length > tail.length && fits(tail, path.slice(path.length - tail.length));
  }
  return (
    pattern.length === path.length &&
    pattern.every((segment, index) => segment === "*" || segment === path[index])
  );
}
