import type { Place } from "drydock-components/model/check/problem";

/** One thing that is wrong with a stack file. */
export interface Problem {
  readonly file: string;
  /** Counted from 1; undefined where the value did not come from the file. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** Such as `drydock:services.web.cpu`; empty for a file that cannot be read at all. */
  readonly path: string;
  /** The value as it may be shown; undefined where there is none or where it could be a secret. */
  readonly value: string | undefined;
  readonly message: string;
  readonly allowed: string | undefined;
  readonly fix: string | undefined;
  /** An entry of policy-exemptions.yaml that the fix needs. */
  readonly exemption?: string;
}

/** A problem of the file as such, or of its YAML. */
export function fileProblem(place: Place, message: string, fix: string): Problem {
  return { ...place, path: "", value: undefined, message, allowed: undefined, fix };
}

const width = 100;

/** Nobody reads more at once, and one repeated problem can appear thousands of times. */
const mostShown = 100;

/**
 * The one report of a stack file that is wrong: every problem with its place (`file:line:column`, which
 * terminals open on a click), its key and value, the allowed values and the fix; last the count.
 */
export function formatProblems(problems: readonly Problem[]): string {
  const ordered = [...problems].sort(byPlace);
  const files = [...new Set(ordered.map((problem) => problem.file))];
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const shown = problems.length > mostShown ? `, of which the first ${mostShown} are above` : "";
  return [
    ...ordered.slice(0, mostShown).map(formatProblem),
    `${count} in ${files.join(", ")}${shown}. Nothing was changed.`,
  ].join("\n\n");
}

function formatProblem(problem: Problem): string {
  const place = placeText(problem);
  const value = problem.value === undefined ? "" : ` = ${problem.value}`;
  const head = problem.path === "" ? place : `${place}  ${problem.path}${value}`;
  return [
    head,
    wrap(problem.message, "  ", "  "),
    ...(problem.allowed === undefined ? [] : [wrap(problem.allowed, "  allowed: ", indent)]),
    ...(problem.fix === undefined ? [] : [wrap(problem.fix, "  fix:     ", indent)]),
    ...(problem.exemption === undefined
      ? []
      : [
          wrap(
            "The policy pack asks for an exemption then, below exemptions: in policy-exemptions.yaml:",
            indent,
            indent,
          ),
          ...problem.exemption.split("\n").map((line) => `${indent}${line}`),
        ]),
  ].join("\n");
}

const indent = " ".repeat("  allowed: ".length);

function placeText({ file, line, column }: Problem): string {
  return line === undefined ? file : `${file}:${line}:${column ?? 1}`;
}

/** Lines of at most WIDTH characters. A line that starts with `pulumi ` or `npx ` is a command and stays whole, so that it can be copied. */
function wrap(text: string, first: string, following: string): string {
  return text
    .split("\n")
    .flatMap((line, index) => wrapLine(line, index === 0 ? first : following, following))
    .join("\n");
}

/** The lines of a text, words whole. */
export const wordLines = (text: string, width: number): readonly string[] =>
  text.match(new RegExp(`\\S.{0,${width - 2}}\\S(?=\\s|$)|\\S+`, "g")) ?? [];

/** Words, with a map in braces as one of them. */
const words = /(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^\s{]|\{)+/g;

function wrapLine(text: string, first: string, following: string): string[] {
  if (/^(?:pulumi|npx) /.test(text)) return [first + text];
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.match(words) ?? []) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = following;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

function byPlace(one: Problem, other: Problem): number {
  return (
    compareText(one.file, other.file) ||
    (one.line ?? 0) - (other.line ?? 0) ||
    (one.column ?? 0) - (other.column ?? 0) ||
    compareText(one.path, other.path)
  );
}

/** By code unit, which puts Pulumi.test.yaml before env/test.env. */
function compareText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
