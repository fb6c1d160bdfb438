import { secretParts } from "drydock-policy/secrets";
import type { Notes } from "../notes";
import type { Path } from "../paths";

interface Noted {
  readonly path: Path;
  readonly notes: Notes;
}

/** Replaces a secret in a command. */
const MARK = "not-copied";

/** A command under its key, without the secrets in it: anybody could read them in the task definition. */
export function commandOf(
  key: string,
  words: readonly string[] | undefined,
  { path, notes }: Noted,
): Record<string, unknown> {
  if (words === undefined) return {};
  const plain = withoutSecrets(words);
  if (plain.some((word, index) => word !== words[index])) {
    notes.decide(
      path,
      `The command contained a secret, now ${MARK}: let the program read a variable instead.`,
    );
  }
  return { [key]: plain };
}

/** Replaces the secrets only: quotes, options and references to variables stay. */
function withoutSecrets(words: readonly string[]): string[] {
  const parts = secretParts(words);
  return words.map((word, index) =>
    parts
      .filter((part) => part.index === index)
      .reduceRight((text, { start, end }) => text.slice(0, start) + MARK + text.slice(end), word),
  );
}
