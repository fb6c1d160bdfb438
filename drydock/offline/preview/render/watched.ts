/** A preview that stays on the screen: what changed since the baseline was accepted, and since the last save. */
import { stripVTControlCharacters } from "node:util";
import type { EnvironmentResult } from "../results";
import { changeLines } from "./changes";
import { problemLines } from "./policies";
import { type Colors, changeCounts } from "./style";

/** The lines of one result, without the facts that do not change. */
export function watchedLines(result: EnvironmentResult, colors: Colors): string[] {
  const { stack } = result;
  const title = colors.bold(colors.cyan(stack));
  if ("refused" in result) return result.refused.trimEnd().split("\n");
  if ("failed" in result) return `${colors.red(stack)}: ${result.failed}`.trimEnd().split("\n");
  const { baseline, changes } = result;
  const known = baseline === "same" || baseline === "stale" || baseline === "accepted";
  const since = known ? `${changeCounts(changes)} since the accepted baseline` : "no baseline";
  return [
    `${title}  ${since}`,
    ...changeLines(changes, colors).map((line) => `  ${line}`),
    ...problemLines(result, colors),
  ];
}

/** Lines that came and went with the last save. */
export function sinceLastSave(
  before: readonly string[] | undefined,
  after: readonly string[],
  colors: Colors,
): string[] {
  if (before === undefined) return [];
  const came = after.filter((line) => !before.includes(line));
  const went = before.filter((line) => !after.includes(line));
  if (came.length === 0 && went.length === 0) return ["Nothing changed with the last save."];
  return [
    "With the last save:",
    ...went.map((line) => colors.dim(`  gone: ${line.trim()}`)),
    ...came.map((line) => `  new:  ${line.trim()}`),
  ];
}

const [home, clearLine, clearBelow] = ["\u001b[H", "\u001b[K", "\u001b[J"];

interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** One write that covers the former screen line by line, so that nothing flickers. */
export function frame(lines: readonly string[], size: Size): string {
  const shown = fitting(lines, size);
  const rest = lines.length - shown.length;
  const all = rest === 0 ? shown : [...shown, `... ${rest} more`];
  return home + all.map((line) => `${line}${clearLine}\n`).join("") + clearBelow;
}

/** The first lines that leave a row for the rest and one for the cursor; a long line takes several rows. */
function fitting(lines: readonly string[], { rows, columns }: Size): readonly string[] {
  let left = rows - 2;
  const end = lines.findIndex((line) => {
    left -= Math.max(1, Math.ceil(stripVTControlCharacters(line).length / columns));
    return left < 0;
  });
  return end < 0 ? lines : lines.slice(0, end);
}
