/** Fits a text to a terminal: words stay whole, and the text after a label stays in its column. */
import { stripVTControlCharacters } from "node:util";

/** Columns for the rest of a line; below, it would be a column of single words. */
const least = 24;

export async function wrapped(text: string, columns: number): Promise<string> {
  // The library is a module that only import() loads.
  const { wrapAnsi } = await import("fast-wrap-ansi");
  return text
    .split("\n")
    .flatMap((line) => {
      const shown = stripVTControlCharacters(line);
      if (shown.length <= columns) return [line];
      const longest = Math.max(...shown.split(/\s+/).map((word) => word.length));
      const hang = Math.min(hangOf(shown), Math.max(0, columns - Math.max(least, longest)));
      const [first = "", ...rest] = wrapAnsi(line, columns, { trim: false }).split("\n");
      const others = wrapAnsi(rest.join("").trimStart(), columns - hang, { trim: true });
      return [first.trimEnd(), ...others.split("\n").map((one) => " ".repeat(hang) + one)];
    })
    .join("\n");
}

/** The column after a label, which two spaces end; else two more than the line's own indentation. */
function hangOf(line: string): number {
  const [label] = /^ *(?:\S+(?: \S+)?)? {2,}(?=\S)/.exec(line) ?? [];
  const indentation = /^ */.exec(line)?.[0].length ?? 0;
  return label !== undefined && label.length > indentation ? label.length : indentation + 2;
}
