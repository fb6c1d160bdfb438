/** What a change makes of an environment's picture, for a comment. */
import { bundled } from "../../../diagram/bundle";
import type { PictureChange } from "../../../diagram/compare";
import { mermaidText, undrawable } from "../../../diagram/mermaid";
import { aroundMarks } from "../../../diagram/model";

/** Number of sentences before the rest is counted. */
const mostWords = 6;

/** Up to this many things a picture is drawn whole; of a larger one, what changes and what that leads to. */
const mostNodes = 25;

/** The changes in one line. */
export function pictureText({ words }: PictureChange): string {
  const rest = words.length - mostWords;
  const shown = rest > 0 ? words.slice(0, mostWords) : words;
  return `${shown.join("; ")}${rest > 0 ? `; and ${rest} more` : ""}`;
}

/** What the colours of a picture mean, whose texts say it too. */
export const legend = "Green is new, red and dashed is gone, amber is changed.";

/** Where a picture is that a comment has no room for. */
const elsewhere = "report.html among the run's artifacts shows it";

/**
 * A diagram that GitHub and GitLab draw, and a sentence about it.
 *
 * @param drawn false leaves the diagram out
 */
export function pictureOf(
  { diagram }: PictureChange,
  drawn: boolean,
): {
  readonly text: string;
  readonly mermaid?: string;
} {
  const whole = diagram.nodes.length <= mostNodes;
  const shown = bundled(whole ? diagram : aroundMarks(diagram));
  const mermaid = mermaidText(shown);
  const reason = drawn ? undrawable(mermaid, shown) : "it does not fit into the comment";
  if (reason !== undefined) {
    return { text: `The picture is not drawn here (${reason}): ${elsewhere}.` };
  }
  const part = whole ? "" : ` Only what changes, and what it leads to: ${elsewhere} whole.`;
  return {
    text: `${legend}${part}`,
    mermaid: mermaid.trimEnd(),
  };
}
