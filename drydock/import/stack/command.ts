import { isSecretOption, secretShape } from "drydock-components/model/secret-shapes";
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
  const plain = words.map((word, index) => withoutSecret(word, words[index - 1] ?? ""));
  if (plain.some((word, index) => word !== words[index])) {
    notes.decide(
      path,
      `The command contained a secret, now ${MARK}: let the program read a variable instead.`,
    );
  }
  return { [key]: plain };
}

function withoutSecret(word: string, before: string): string {
  if (isSecretOption(before) && !word.startsWith("$")) return MARK;
  const plain = word.replace(/(--?[\w-]+)(=|\s+)(?!\$)\S+/g, (text, option: string, between) =>
    isSecretOption(option) ? `${option}${between}${MARK}` : text,
  );
  return secretShape("", plain) === undefined ? plain : MARK;
}
