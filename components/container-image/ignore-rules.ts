/** One line of a `.dockerignore`, compiled. */
export interface IgnoreRule {
  /** True for a line that starts with `!`: matching files are sent after all. */
  readonly exception: boolean;
  /** Matches a whole path, relative to the context, with `/` between its parts. */
  readonly pattern: RegExp;
}

/**
 * Reads a `.dockerignore`, line by line, as Docker does:
 * https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function ignoreRules(text: string): IgnoreRule[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.trim())
    .filter((line) => line !== "" && line !== "!")
    .map((line) => {
      const exception = line.startsWith("!");
      const pattern = cleanPath(exception ? line.slice(1).trim() : line);
      return { exception, pattern: compile(pattern) };
    });
}

/** True when the build does not get this path: the last rule that matches it or a parent decides. */
export function isIgnored(path: string, rules: readonly IgnoreRule[]): boolean {
  const parts = path.split("/");
  const candidates = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  return rules.reduce(
    (ignored, rule) =>
      // A rule can only turn the answer round.
      ignored === rule.exception && candidates.some((candidate) => rule.pattern.test(candidate))
        ? !ignored
        : ignored,
    false,
  );
}

/** A relative path without `.`, `..`, and repeated, leading or trailing slashes. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.length === 0 ? "." : parts.join("/");
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(`^${expression(pattern)}$`, "s");
  } catch {
    // A broken class such as [z-a]. Docker refuses the file when it builds, and says where.
    return matchesNothing;
  }
}

const matchesNothing = /(?!)/;

/** `**` is any number of folders, `*` and `?` stay within one, `[...]` is a class, `\` takes the next as it is. */
function expression(pattern: string): string {
  return pattern.replace(
    /\*\*\/?|\*|\?|\[[^\]]+\]|\\(.)|[.+()|{}$^[\]]/gs,
    (token: string, escaped: string | undefined, offset: number) => {
      if (token.startsWith("**")) {
        return offset + token.length === pattern.length ? ".*" : "(?:.*/)?";
      }
      if (token === "*") return "[^/]*";
      if (token === "?") return "[^/]";
      if (token.startsWith("[") && token.length > 1) return token;
      return literal(escaped ?? token);
    },
  );
}

function literal(character: string): string {
  return /\w/.test(character) ? character : `\\${character}`;
}
