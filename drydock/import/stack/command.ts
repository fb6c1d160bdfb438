import { quote } from "shlex";
import { secretParts } from "drydock-policy/secrets";
import type { Notes } from "../notes";
import type { Path } from "drydock-components/model/check/path";
import { variableName } from "./names";
import type { SecretPool, SecretVariables } from "./secrets";

/** A command of a container, with the replacements of its secrets. */
export interface Command {
  readonly words: readonly string[];
  readonly path: Path;
  /** The program that takes the words, if the image's entry point is one. */
  readonly starter?: string;
  /** Whether the container can start a shell in its place. */
  readonly canShell: boolean;
}

interface PlainCommand {
  readonly words: readonly string[];
  /** Whether a shell that starts the command takes its place. */
  readonly isWrapped: boolean;
}

/** Where the secrets of commands go. */
export interface CommandContext {
  readonly notes: Notes;
  readonly pool: SecretPool;
  readonly variables: SecretVariables;
  /** The service, for the names of keys. */
  readonly service: string;
}

/** Replaces a secret in a command that cannot read a variable. */
const mark = "not-copied";

type Part = ReturnType<typeof secretParts>[number];

/** The words of a command without its secrets, which anybody could read in the task definition: a shell reads them from variables. */
export function withoutSecrets(
  { words, path, starter, canShell }: Command,
  context: CommandContext,
): PlainCommand {
  const parts = secretParts(words);
  if (parts.length === 0) return { words, isWrapped: false };
  const { notes } = context;
  const outside = parts.some(({ index }) => !isScript(words, index));
  if (outside && !canShell) {
    notes.decide(
      path,
      `The command contained a secret, now ${mark}: let the program read a variable instead.`,
    );
    return {
      words: words.map((word, index) => replaced(word, partsOf(parts, index), () => mark)),
      isWrapped: false,
    };
  }
  const variable = (part: Part): string => variableFor(words, part, context);
  notes.changed(
    path,
    `The command contained a secret: a shell now reads it from ${[...new Set(parts.map(variable))].join(" and ")}.`,
  );
  if (!outside) {
    return {
      words: words.map((word, index) =>
        replaced(word, partsOf(parts, index), (part) => reference(word, part, variable(part))),
      ),
      isWrapped: false,
    };
  }
  const line = words.map((word, index) => shellWord(word, partsOf(parts, index), variable));
  const start = ["exec", ...(starter === undefined ? [] : [starter]), ...line];
  return { words: ["sh", "-c", start.join(" ")], isWrapped: true };
}

function partsOf(parts: readonly Part[], index: number): Part[] {
  return parts.filter((part) => part.index === index);
}

/** Whether a word is the script of a shell: `sh -c <script>`. */
function isScript(words: readonly string[], index: number): boolean {
  return /^-[a-z]*c$/.test(words[index - 1] ?? "") && /sh$/.test(words[index - 2] ?? "");
}

function replaced(word: string, parts: readonly Part[], text: (part: Part) => string): string {
  return parts.reduceRight(
    (result, part) => result.slice(0, part.start) + text(part) + result.slice(part.end),
    word,
  );
}

/** A variable in a script, whatever quotes are open there. */
function reference(script: string, { start }: Part, name: string): string {
  let open = "";
  for (const character of script.slice(0, start)) {
    if (open === "" && /["']/.test(character)) open = character;
    else if (character === open) open = "";
  }
  if (open === '"') return `\${${name}}`;
  return open === "'" ? `'"\${${name}}"'` : `"\${${name}}"`;
}

/** A word for a shell, with variables in place of its secrets. */
function shellWord(word: string, parts: readonly Part[], variable: (part: Part) => string): string {
  if (parts.length === 0) return quote(word);
  let from = 0;
  const pieces = parts.map((part) => {
    const before = word.slice(from, part.start);
    from = part.end;
    return `${before === "" ? "" : quote(before)}"\${${variable(part)}}"`;
  });
  const rest = word.slice(from);
  return pieces.join("") + (rest === "" ? "" : quote(rest));
}

function variableFor(
  words: readonly string[],
  { index, start, end }: Part,
  { pool, variables, service }: CommandContext,
): string {
  const word = words[index] ?? "";
  const value = word.slice(start, end);
  const option = /([A-Za-z][\w-]*)[=\s"']*$/.exec(
    start > 0 ? word.slice(0, start) : (words[index - 1] ?? ""),
  )?.[1];
  const name = option === undefined || option.length < 4 ? `${service}_PASSWORD` : option;
  const key = pool.keyOf({
    identity: value,
    name: variableName(name),
    service,
    random: !value.includes("://"),
  });
  return variables.variableOf(key);
}
