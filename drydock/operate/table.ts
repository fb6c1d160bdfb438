/** Tables for a terminal, without lines, no wider than it. */
import Table from "cli-table3";

/** Where the terminal does not tell. */
export const defaultWidth = 100;

/** Between two columns. */
const gap = 2;

/** No column is narrower than this, however narrow the terminal is. */
const narrowest = 6;

const noLines = Object.fromEntries(
  [
    ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left"],
    ...["bottom-right", "left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ].map((name) => [name, ""]),
);

/** @param head as many names as each row has cells */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width = defaultWidth,
): string {
  const all = [head, ...rows];
  const natural = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const widths = fitted(natural, width);
  const drawn = new Table({
    chars: noLines,
    style: { "padding-left": 0, "padding-right": gap, head: [], border: [], compact: true },
    colWidths: widths.map((column) => column + gap),
    wordWrap: true,
  });
  for (const row of all) {
    drawn.push(row.map((cell, column) => breakable(cell, widths[column] ?? cell.length)));
  }
  return drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Takes from the widest column until all fit. */
function fitted(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const total = () => widths.reduce((sum, one) => sum + one + gap, -gap);
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths));
    const now = widths[widest] ?? 0;
    if (now <= narrowest) break;
    widths[widest] = now - 1;
  }
  return widths;
}

/** A cell of which every word fits: a longer one, such as an ARN, goes on in the next line. */
const breakable = (cell: string, width: number): string =>
  cell
    .split(" ")
    .flatMap((word) => piecesOf(word, width))
    .join(" ");

/** Ends where the word has a mark, unless that leaves more than half of a line empty. Two pieces never fit into one line. */
function piecesOf(word: string, width: number): string[] {
  if (word.length <= width) return [word];
  const marked = /^.*[-/:.,_]/.exec(word.slice(0, width))?.[0].length ?? 0;
  const end = marked * 2 > width ? marked : width;
  return [word.slice(0, end), ...piecesOf(word.slice(end), width)];
}
