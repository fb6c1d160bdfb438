import type { Variables } from "./settings";

/** Shown for every masked value: the same for all, so that not even a length is told. */
export const MASK = "••••••••";

/** The three ways to reference one secret (`secrets[].valueFrom` in a task definition). */
const EXPECTED = [
  {
    name: "SECRETS_MANAGER_SECRET_ALL_CURRENT_VERSION",
    meaning: "the whole current version (AWSCURRENT)",
  },
  {
    name: "SECRETS_MANAGER_SECRET_ALL_PREVIOUS_VERSION",
    meaning: "the whole previous version (AWSPREVIOUS)",
  },
  { name: "SECRETS_MANAGER_SECRET_JSON_KEY", meaning: "one JSON key of the current version" },
] as const;

const CURRENT = EXPECTED[0].name;
const PREVIOUS = EXPECTED[1].name;

export interface SecretKey {
  readonly key: string;
  /** The value, or the mask. */
  readonly shown: string;
  /** Said only of the whole current version, and only where the previous one is there to compare with. */
  readonly sincePrevious?: "new" | "changed" | "unchanged";
}

export type SecretContent =
  | { readonly kind: "missing" }
  | { readonly kind: "keys"; readonly keys: readonly SecretKey[] }
  | { readonly kind: "text"; readonly shown: string; readonly sameAs: string | undefined }
  | { readonly kind: "malformed"; readonly shown: string };

export interface SecretView {
  readonly name: string;
  readonly meaning: string | undefined;
  readonly content: SecretContent;
}

/**
 * Every variable whose name contains `SECRETS_MANAGER`, and the expected ones even where they are missing.
 * Comparisons (the same value, changed since the previous version) tell nothing of a masked value.
 */
export function secretViews(variables: Variables, reveal: boolean): readonly SecretView[] {
  const expected: readonly string[] = EXPECTED.map(({ name }) => name);
  const others = Object.keys(variables).filter(
    (name) => name.includes("SECRETS_MANAGER") && !expected.includes(name),
  );
  return [...expected, ...others.sort()].map((name) => ({
    name,
    meaning: EXPECTED.find((secret) => secret.name === name)?.meaning,
    content: contentOf(name, variables, reveal),
  }));
}

function contentOf(name: string, variables: Variables, reveal: boolean): SecretContent {
  const value = variables[name];
  if (value === undefined || value === "") {
    return { kind: "missing" };
  }
  const show = (text: string): string => (reveal ? text : MASK);
  // A whole version of this secret is a JSON object; a single key is the bare value, whatever it looks like.
  if (!name.includes("_ALL_")) {
    return { kind: "text", shown: show(value), sameAs: keyWithValue(value, variables) };
  }
  const keys = jsonObject(value);
  if (keys === undefined) {
    return { kind: "malformed", shown: show(value) };
  }
  const previous = name === CURRENT ? jsonObject(variables[PREVIOUS]) : undefined;
  return {
    kind: "keys",
    keys: [...keys].map(([key, text]) => ({
      key,
      shown: show(text),
      ...(previous && { sincePrevious: compare(text, previous.get(key)) }),
    })),
  };
}

function compare(current: string, previous: string | undefined): "new" | "changed" | "unchanged" {
  if (previous === undefined) {
    return "new";
  }
  return previous === current ? "unchanged" : "changed";
}

/** Which key of the whole current version holds exactly this value. */
function keyWithValue(value: string, variables: Variables): string | undefined {
  const keys = jsonObject(variables[CURRENT]) ?? new Map<string, string>();
  return [...keys].find(([, text]) => text === value)?.[0];
}

/**
 * The keys and values of a JSON object, or undefined for anything else. The parser's own message is dropped on purpose:
 * it quotes the text it could not read, which here is a secret.
 */
function jsonObject(text: string | undefined): ReadonlyMap<string, string> | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
      return undefined;
    }
    return new Map(
      Object.entries(parsed).map(([key, value]: [string, unknown]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
  } catch {
    return undefined;
  }
}
