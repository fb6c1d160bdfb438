import { type ModelProblem, problemIf } from "./check/problem";
import type { FileContext } from "./files";
import { secretShape } from "drydock-policy/secrets";
import { variableNamePattern } from "./variable-name";

/** A variable of an environment file. */
interface EnvVariable {
  readonly name: string;
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A line that is wrong, in words that do not repeat its value. */
interface EnvFileProblem {
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

export interface EnvFile {
  readonly variables: readonly EnvVariable[];
  readonly problems: readonly EnvFileProblem[];
}

/**
 * Reads an environment file as Amazon ECS does: lines of NAME=VALUE, `#` at the start of a comment, no quotes and no
 * escapes, everything after the equals sign is the value.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EnvironmentFile.html
 */
export function readEnvFile(bytes: Uint8Array): EnvFile {
  const text = decode(bytes);
  if (text === undefined) {
    return {
      variables: [],
      problems: [
        { line: 1, message: "The file is not UTF-8 text.", fix: "Save it in the encoding UTF-8." },
      ],
    };
  }
  const marked = text.startsWith(byteOrderMark);
  const lines = (marked ? text.slice(1) : text).split("\n");
  const ends = lines.findIndex((line) => line.endsWith("\r"));
  const read = lines.map((line, index) => readLine(line.replace(/\r$/, ""), index + 1));
  const variables = read.flatMap(({ variable }) => variable ?? []);
  return {
    variables,
    problems: [
      ...(marked ? [bomProblem] : []),
      ...(ends === -1 ? [] : [{ ...crlfProblem, line: ends + 1 }]),
      ...read.flatMap(({ problem }) => problem ?? []),
      ...duplicates(variables),
    ],
  };
}

const byteOrderMark = "\uFEFF";

const bomProblem = {
  line: 1,
  message: "The file starts with a byte order mark, which would become part of the first name.",
  fix: "Save it as UTF-8 without BOM.",
};

const crlfProblem = {
  message: "Lines end in CR LF; the CR would become part of the values.",
  fix: "Save it with Unix line ends (LF).",
};

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function readLine(
  text: string,
  line: number,
): { variable?: EnvVariable; problem?: EnvFileProblem } {
  if (text.trim() === "" || text.startsWith("#")) return {};
  const equals = text.indexOf("=");
  const name = text.slice(0, Math.max(equals, 0));
  const value = text.slice(equals + 1);
  if (/^\s*export\s/.test(text)) {
    return wrong(
      line,
      "The line starts with export, which is a word of the shell.",
      "Remove export.",
    );
  }
  if (equals === -1) {
    return wrong(
      line,
      "The line is neither NAME=VALUE nor a comment.",
      "Write NAME=VALUE, or start the line with #.",
    );
  }
  if (!variableNamePattern.test(name)) {
    return wrong(
      line,
      "The text before the equals sign is not a name.",
      "Use letters, digits, underscores and dots, without spaces and not starting with a digit.",
    );
  }
  if (value.includes("\0")) {
    return wrong(line, `The value of ${name} holds a NUL character.`, "Remove it.");
  }
  if (/^(["']).*\1$/.test(value)) {
    return {
      variable: { name, value: value.slice(1, -1), line },
      ...wrong(
        line,
        `The quotes around the value of ${name} would become part of it.`,
        "Remove the quotes.",
      ),
    };
  }
  return { variable: { name, value, line } };
}

function wrong(line: number, message: string, fix: string): { problem: EnvFileProblem } {
  return { problem: { line, message, fix } };
}

function duplicates(variables: readonly EnvVariable[]): EnvFileProblem[] {
  const first = new Map<string, number>();
  return variables.flatMap(({ name, line }) => {
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, line);
      return [];
    }
    return [
      {
        line,
        message: `${name} is set in line ${before} as well.`,
        fix: "Keep one of the two lines.",
      },
    ];
  });
}

/**
 * ECS sets no limit; Linux does: a process gets at most 128 KiB in one variable and, with the usual 8 MiB stack,
 * 2 MiB in all. A file of half of that is a problem.
 * https://man7.org/linux/man-pages/man2/execve.2.html
 */
const largestFile = 1024 * 1024;
const largestVariable = 128 * 1024;

/** Returns the problems of an environment file: it must exist, be read as ECS reads it, and hold no secret. */
export function envFileProblems(file: string, { files, shownFile }: FileContext): ModelProblem[] {
  const bytes = files.read(file);
  if (bytes === undefined) {
    return [
      {
        path: [],
        message:
          files.kind(file) === "folder"
            ? "This is a folder, not a file."
            : "There is no such environment file.",
        allowed: "a file of NAME=VALUE lines, by its path from the stack file",
        fix: `Add ${shownFile(file)}, or correct the path.`,
      },
    ];
  }
  if (bytes.length > largestFile) {
    return [
      {
        path: [],
        message: "The file is larger than the environment of a process can be.",
        allowed: `at most ${largestFile} bytes`,
        fix: "Keep variables in it only; large data belongs into the image or a volume.",
      },
    ];
  }
  const { problems, variables } = readEnvFile(bytes);
  const place = (line: number) => ({ file: shownFile(file), line, column: 1 });
  return [
    ...problems.map(({ line, message, fix }) => ({
      path: [],
      message,
      fix,
      showValue: false,
      place: place(line),
    })),
    ...variables.flatMap(({ name, value, line }): ModelProblem[] => {
      const shape = secretShape(name, value);
      if (shape !== undefined) {
        return [
          {
            path: [],
            showValue: false,
            place: place(line),
            message: `${name} looks like a secret (${shape}); the file is in the repository and in S3.`,
            fix:
              "Change the secret at its origin, for a file has held it; put the new one under drydock:secrets " +
              "and name it under the service's secrets.",
          },
        ];
      }
      return problemIf(Buffer.byteLength(value) + name.length >= largestVariable, {
        path: [],
        showValue: false,
        place: place(line),
        message: `${name} is longer than Linux lets a variable be.`,
        allowed: `less than ${largestVariable} bytes`,
        fix: "Put the data into the image or a volume.",
      });
    }),
  ];
}
