import type { Path } from "./check/path";
import { type ModelProblem, problemIf } from "./check/problem";

/** The commands of a container, as words: ECS starts the first word as a program, without a shell. */
export interface Commanded {
  readonly command?: readonly string[] | undefined;
  readonly entryPoint?: readonly string[] | undefined;
  readonly healthCheck?: { readonly command: readonly string[] } | undefined;
}

/** Words that only a shell understands. */
const operators = new Set(["&&", "||", "|", ";", "&", ">", ">>", "<", "2>&1"]);

const shellPattern = /(?:^|\/)(?:ba|da|a|z|k)?sh$/;

/** Commands that cannot be started as they are written. */
export function commandProblems(container: Commanded): ModelProblem[] {
  const { command, entryPoint, healthCheck } = container;
  return [
    ...(entryPoint === undefined ? [] : wordProblems(entryPoint, ["entryPoint"])),
    ...(command === undefined ? [] : argumentProblems(command, entryPoint)),
    ...(healthCheck === undefined ? [] : checkProblems(healthCheck.command)),
  ];
}

function argumentProblems(
  command: readonly string[],
  entryPoint: readonly string[] | undefined,
): ModelProblem[] {
  if (entryPoint === undefined) {
    const problems = wordProblems(command, ["command"]);
    // Several items are meant for an entry point that may split them, as Redpanda's does.
    return problems.filter(({ path }) => path.length === 1 || command.length === 1);
  }
  if (!shellPattern.test(entryPoint[0] ?? "")) return [];
  return shellProblems(command, entryPoint);
}

/** A program and its words, which no shell reads. */
function wordProblems(words: readonly string[], path: Path): ModelProblem[] {
  const [program = ""] = words;
  if (shellPattern.test(program)) return [];
  const operator = words.find((word) => operators.has(word));
  if (operator !== undefined) {
    return [
      {
        path,
        message: `Only a shell understands ${operator}; ECS starts the program without one.`,
        allowed: "the program and its arguments, one item each",
        fix: `Write ${forShell}.`,
      },
    ];
  }
  return problemIf(/\S\s+\S/.test(program), {
    path: [...path, 0],
    related: [["entryPoint"]],
    message: "This is one word, so ECS looks for a program of this whole name.",
    allowed: "the program and its arguments, one item each",
    fix:
      `Write ${splitText(words)}` +
      (path[0] === "command" ? ", or name the entryPoint that reads it as one text." : "."),
  });
}

/** The text for a shell, which is its entry point. */
function shellProblems(command: readonly string[], entryPoint: readonly string[]): ModelProblem[] {
  const [text = "", ...others] = command;
  const reads = entryPoint.slice(1).some((option) => /^-[a-z]*c$/.test(option));
  if (!reads && entryPoint.length === 1 && /\s/.test(text)) {
    return [
      {
        path: ["entryPoint"],
        related: [["command"]],
        message: "A shell without -c takes the command for the name of a file.",
        allowed: "[sh, -c]",
        fix: "Write entryPoint: [sh, -c].",
      },
    ];
  }
  return problemIf(reads && others.length > 0 && !text.includes("$"), {
    path: ["command"],
    related: [["entryPoint"]],
    message: "A shell with -c runs the first item only; the others become its parameters.",
    allowed: "one text for the shell, or the program and its arguments without entryPoint",
    fix: "Join the items to one text.",
  });
}

/** ECS runs a check as CMD, without a shell. */
function checkProblems(command: readonly string[]): ModelProblem[] {
  const path = ["healthCheck", "command"];
  const [first = ""] = command;
  if (first === "CMD-SHELL") {
    return [checkForm(path, `Write ${forShell}.`)];
  }
  if (first === "CMD") return [checkForm(path, "Remove this word.")];
  if (first === "NONE") return [checkForm(path, "Remove healthCheck.")];
  return wordProblems(command, path);
}

function checkForm(path: Path, fix: string): ModelProblem {
  return {
    path: [...path, 0],
    message: "This word of Docker's would be taken for the program to run.",
    allowed: "the program and its arguments, one item each",
    fix,
  };
}

/** A command in which the first item was written as one text, with its words apart. */
function splitText([text = "", ...others]: readonly string[]): string {
  if (/[&|;<>$`*"'\\]/.test(text)) return forShell;
  return list([...text.trim().split(/\s+/), ...others]);
}

const forShell = '[sh, -c, "..."], with the whole line as one text';

/** Words as a list for a stack file; not those of a command with options, which may hold a secret. */
function list(words: readonly string[]): string {
  return words.every((word) => /^[a-z][a-z0-9_./]*$/i.test(word))
    ? `[${words.join(", ")}]`
    : "each word as a separate item: [program, argument, ...]";
}
