/** The rows of docs/key-changes.md. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../program/run-program";
import { pageFile } from "./page";

/** The cells of a table's line. */
export const cellsOf = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

let known: readonly (readonly string[])[] | undefined;

export const pageRows = (): readonly (readonly string[])[] =>
  (known ??= readFileSync(join(root, pageFile), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map(cellsOf));
