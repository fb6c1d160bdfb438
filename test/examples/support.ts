import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../program/run-program";

/** The stack files of the examples, by their paths from the repository's folder. */
export const stackFiles = globSync("examples/*/Pulumi.*.yaml", { cwd: root }).sort();

export function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The tables of a document: rows of cells, the heading first, without the ruler below it. */
export function tablesOf(path: string): string[][][] {
  const tables: string[][][] = [];
  let open = false;
  for (const line of textOf(path).split("\n")) {
    if (!line.startsWith("|")) {
      open = false;
      continue;
    }
    const cells = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (!open) tables.push([]);
    open = true;
    if (!cells.every((cell) => /^-+$/.test(cell))) tables.at(-1)?.push(cells);
  }
  return tables;
}

/** The table of a document whose first heading is the one given. */
export function tableOf(path: string, heading: string): string[][] {
  const found = tablesOf(path).find(([head]) => head?.[0] === heading);
  return found ?? assert.fail(`${path} has no table of "${heading}"`);
}

/** The text between backticks. */
export function codes(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? "");
}
