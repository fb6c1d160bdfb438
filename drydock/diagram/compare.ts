/** What a change makes of a picture: the new one, with what is new, gone and changed marked. */
import type { Diagram, DiagramEdge, DiagramNode, Mark } from "./model";
import { type Compared, differences, sentencesOf } from "./sentences";

/** A picture that changed. */
export interface PictureChange {
  /** The new state, and what is gone of the former. */
  readonly diagram: Diagram;
  /** The changes in words, ways in from outside first. */
  readonly words: readonly string[];
  /** Those of the words that are about new ways in from outside. */
  readonly opened: readonly string[];
}

/** @returns undefined where both pictures are the same */
export function comparedPictures(before: Diagram, after: Diagram): PictureChange | undefined {
  const nodes = paired(before.nodes, after.nodes, ({ id }) => id);
  const edges = paired(before.edges, after.edges, ({ from, to }) => `${from}\n${to}`);
  const areas = paired(before.areas, after.areas, ({ area }) => area);
  const { words, opened } = sentencesOf({ nodes, edges, areas });
  if (words.length === 0) return undefined;
  return {
    diagram: { ...after, nodes: nodes.flatMap(markedNode), edges: edges.flatMap(markedEdge) },
    words,
    opened,
  };
}

/** Those of the new state in its order, then those that are gone. */
function paired<Part>(
  before: readonly Part[],
  after: readonly Part[],
  keyOf: (part: Part) => string,
): Compared<Part>[] {
  const former = new Map(before.map((part) => [keyOf(part), part]));
  const present = new Set(after.map(keyOf));
  return [
    ...after.map((part) => ({ before: former.get(keyOf(part)), after: part })),
    ...before.filter((part) => !present.has(keyOf(part))).map((part) => ({ before: part })),
  ];
}

function markedNode({ before, after }: Compared<DiagramNode>): DiagramNode[] {
  const node = after ?? before;
  if (node === undefined) return [];
  const { mark, texts: lines } = marked(before?.lines, after?.lines);
  if (mark === undefined) return [node];
  return [{ ...node, name: `${node.name} (${signs[mark]})`, lines, mark }];
}

function markedEdge({ before, after }: Compared<DiagramEdge>): DiagramEdge[] {
  const edge = after ?? before;
  if (edge === undefined) return [];
  const { mark, texts: labels } = marked(before?.labels, after?.labels);
  return [mark === undefined ? edge : { ...edge, labels, mark }];
}

/** For a reader who sees no colours; no plus and minus, which Mermaid takes for a list. */
const signs: Readonly<Record<Mark, string>> = { added: "new", removed: "gone", changed: "changed" };

/** The texts of both states, the differences first and named; those of something new or gone as they are. */
function marked(
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): { readonly mark?: Mark; readonly texts: readonly string[] } {
  if (before === undefined) return { mark: "added", texts: after ?? [] };
  if (after === undefined) return { mark: "removed", texts: before };
  const { added, removed } = differences(before, after);
  if (added.length + removed.length === 0) return { texts: after };
  return {
    mark: "changed",
    texts: [
      ...added.map((text) => `${text} (${signs.added})`),
      ...removed.map((text) => `${text} (${signs.removed})`),
      ...after.filter((text) => !added.includes(text)),
    ],
  };
}
