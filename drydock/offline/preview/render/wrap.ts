/** Fits a text to a terminal: words stay whole, and what follows a label stays in its column. */
import { stripVTControlCharacters } from "node:util";

/** Wraps one line at a width; keeps the codes of colors. */
type WrapLine = (line: string, width: number, options: { readonly trim: boolean }) => string;

/** Columns for the rest of a line; below, it would be a column of single words. */
const least = 24;

/** @param wrapLine of `fast-wrap-ansi`, which only `import()` loads */
export function wrapped(text: string, columns: number, wrapLine: WrapLine): string {
  return text
    .split("\n")
    .flatMap((line) => {
      const shown = stripVTControlCharacters(line);
      if (shown.length <= columns) return [line];
      const hang = Math.min(hangOf(shown), Math.max(0, columns - least));
      const [first = "", ...rest] = wrapLine(line, columns, { trim: false }).split("\n");
      const others = wrapLine(rest.join("").trimStart(), columns - hang, { trim: true });
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
