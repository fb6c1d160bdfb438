import type { YAMLError } from "yaml";

/** A problem in YAML's syntax: its most likely place and its fix. */
interface Slip {
  readonly offset: number;
  readonly message: string;
  readonly fix: string;
}

/** The meaning of YAML's own errors; the library's messages may quote the file, so they are not shown. */
const errors: Readonly<Record<string, readonly [message: string, fix: string]>> = {
  BAD_INDENT: [
    "The indentation does not fit the lines before.",
    "Indent the keys of one map by the same number of spaces.",
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    "A map starts in the middle of a line.",
    "Put text that holds a colon and a space in quotes, or start a new line.",
  ],
  MULTILINE_IMPLICIT_KEY: [
    "A key does not end on its line.",
    "Write key: value, with a colon and a space after the key.",
  ],
  BAD_SCALAR_START: ["A value cannot start with this character.", "Put the value in quotes."],
  BAD_DQ_ESCAPE: [
    "A backslash sequence in double quotes is unknown.",
    "Use single quotes, in which a backslash is just a backslash.",
  ],
  MISSING_CHAR: [
    "A colon, a comma or a closing quote, bracket or brace is missing.",
    "Write key: value, with a colon and a space after the key, or close the one that is open.",
  ],
  TAG_RESOLVE_FAILED: ["A tag (a word after !) is not known here.", "Remove the tag."],
  BAD_COLLECTION_TYPE: ["A tag does not fit the value after it.", "Remove the tag."],
  RESOURCE_EXHAUSTION: ["The file is nested too deeply.", "Write it flatter."],
};

const other = ["This is not valid YAML.", "Check quotes, colons and indentation."] as const;

/** Errors that something left open on an earlier line brings. */
const afterOpen = ["MISSING_CHAR", "BAD_INDENT", "BAD_SCALAR_START"];

/** Only the first error is told: those after it follow from it. */
export function syntaxSlip(error: YAMLError, text: string): Slip {
  const lines = text.split("\n");
  const line = text.slice(0, error.pos[0]).split("\n").length - 1;
  const slip =
    tabs(lines) ??
    noSpace(lines, line) ??
    (afterOpen.includes(error.code) ? notClosed(lines.slice(0, line + 1)) : undefined);
  if (slip !== undefined) return slip;
  const [message, fix] = errors[error.code] ?? other;
  return { offset: error.pos[0], message, fix };
}

function offsetOf(lines: readonly string[], line: number, column = 0): number {
  return lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, column);
}

/** Most files with a tab have many. */
function tabs(lines: readonly string[]): Slip | undefined {
  const [first, ...others] = lines.flatMap((line, index) =>
    /^ *\t\s*[^\s#]/.test(line) ? [index] : [],
  );
  if (first === undefined) return undefined;
  const more = others.map((line) => line + 1).join(", ");
  return {
    offset: offsetOf(lines, first),
    message: `A tab indents this line${more === "" ? "" : `, and line ${more}`}.`,
    fix: "Use spaces; YAML does not allow tabs there.",
  };
}

/** `cpu:256` */
const noSpacePattern = /^(\s*(?:- )?)[A-Za-z][\w-]*:(?!\/\/)[^\s:]+\s*$/;

function noSpace(lines: readonly string[], near: number): Slip | undefined {
  const line = [near, near - 1].find((index) => noSpacePattern.test(lines[index] ?? ""));
  if (line === undefined) return undefined;
  return {
    offset: offsetOf(lines, line, noSpacePattern.exec(lines[line] ?? "")?.[1]?.length),
    message: "There is no space after the colon, so this is text and not a key with its value.",
    fix: "Put a space after the colon.",
  };
}

const closingPattern: Readonly<Record<string, readonly [name: string, closing: string]>> = {
  "{": ["brace", "}"],
  "[": ["bracket", "]"],
  '"': ["quote", '"'],
  "'": ["quote", "'"],
};

/** The last line before the error on which something is opened and not closed. */
function notClosed(lines: readonly string[]): Slip | undefined {
  for (let line = lines.length - 1; line >= 0; line -= 1) {
    const open = openOn(lines[line] ?? "");
    const [name, closing] = closingPattern[open?.character ?? ""] ?? [];
    if (open !== undefined && name !== undefined && closing !== undefined) {
      return {
        offset: offsetOf(lines, line, open.column),
        message: `The ${name} ${open.character} is not closed on this line.`,
        fix: `Add the missing ${name} ${closing}.`,
      };
    }
  }
  return undefined;
}

interface Opened {
  readonly character: string;
  readonly column: number;
}

/** The character that is open at the end of a line. */
function openOn(line: string): Opened | undefined {
  const open: Opened[] = [];
  for (let column = 0; column < line.length; column += 1) {
    const character = line.charAt(column);
    const inner = open.at(-1)?.character ?? "";
    const before = line[column - 1] ?? " ";
    const quoted = inner === '"' || inner === "'";
    if (character === "#" && !quoted && /\s/.test(before)) break;
    if (closingPattern[inner]?.[1] === character && before !== "\\") open.pop();
    else if (!quoted && Object.hasOwn(closingPattern, character) && /[\s:,[{]/.test(before)) {
      open.push({ character, column });
    }
  }
  return open.at(-1);
}
