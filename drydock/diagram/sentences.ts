/** The changes of a picture in words: who may now reach what, and what is new or gone. */
import { list } from "../offline/words";
import type { PictureChange } from "./compare";
import type { DiagramArea, DiagramEdge, DiagramNode } from "./model";

/** One thing or way before and after a change; one of the two is absent where it is new or gone. */
export interface Compared<Part> {
  readonly before?: Part;
  readonly after?: Part;
}

/** The parts of two pictures, side by side. */
export interface ComparedParts {
  readonly nodes: readonly Compared<DiagramNode>[];
  readonly edges: readonly Compared<DiagramEdge>[];
  readonly areas: readonly Compared<DiagramArea>[];
}

/** What somebody may do now, or not any more: one sentence for all who may. */
interface Way {
  readonly who: string;
  readonly may: string;
  readonly rank: number;
}

/** Ranks of sentences: a reviewer may read no further than the first. */
const rank = { opened: 0, thing: 1, way: 2, ofNew: 3 } as const;

/** One sentence for each change, ways in from outside first. */
export function sentencesOf({
  nodes,
  edges,
  areas,
}: ComparedParts): Pick<PictureChange, "words" | "opened"> {
  const known = new Map(
    nodes.flatMap(({ before, after }) => {
      const node = after ?? before;
      return node === undefined ? [] : [[node.id, node] as const];
    }),
  );
  const passing = new Set(
    nodes.flatMap(({ before, after }) =>
      before === undefined || after === undefined ? [(after ?? before)?.id] : [],
    ),
  );
  const ways = [
    ...edges.flatMap((edge) => waysOf(edge, known, passing)),
    ...nodes.flatMap((node) => endpointWays(node, edges, known)),
  ];
  const grouped = [...Map.groupBy(ways, ({ may }) => may).values()].map((group) => ({
    rank: Math.min(...group.map((one) => one.rank)),
    text: `${list([...new Set(group.map(({ who }) => who))])} ${group[0]?.may ?? ""}`,
  }));
  const things = [...nodes.flatMap(nodeSentence), ...areas.flatMap(areaSentence)].map((text) => ({
    rank: rank.thing,
    text,
  }));
  const all = [...things, ...grouped].sort((a, b) => a.rank - b.rank);
  return {
    words: all.map(({ text }) => text),
    opened: all.filter((one) => one.rank === rank.opened).map(({ text }) => text),
  };
}

function nodeSentence({ before, after }: Compared<DiagramNode>): string[] {
  const { name = "", kind } = after ?? before ?? {};
  if (kind === "outside") return [];
  if (before === undefined) return [`${name} is new`];
  if (after === undefined) return [`${name} is gone`];
  const { added, removed } = differences(before.lines, after.lines);
  if (kind === "endpoints" || added.length + removed.length === 0) return [];
  return [`${name} has ${list(added)} instead of ${list(removed)}`];
}

function areaSentence({ before, after }: Compared<DiagramArea>): string[] {
  if (before === undefined || after === undefined || before.title === after.title) return [];
  return [`${after.title} instead of ${before.title}`];
}

type Nodes = ReadonlyMap<string, DiagramNode>;

function waysOf(
  { before, after }: Compared<DiagramEdge>,
  known: Nodes,
  passing: ReadonlySet<string | undefined>,
): Way[] {
  const edge = after ?? before;
  const [from, to] = [known.get(edge?.from ?? ""), known.get(edge?.to ?? "")];
  if (edge === undefined || from === undefined || to === undefined) return [];
  const { added, removed } = differences(before?.labels, after?.labels);
  const usual = passing.has(from.id) || passing.has(to.id) ? rank.ofNew : rank.way;
  const opened = from.kind === "outside" ? rank.opened : usual;
  return [
    ...said(from, to, added).map(([now]) => ({ who: from.name, may: now, rank: opened })),
    ...said(from, to, removed.filter(isLost(added))).map(([, before]) => ({
      who: from.name,
      may: before,
      rank: usual,
    })),
  ];
}

/** Another number of variables is said once, as the new one. */
const isLost =
  (added: readonly string[]) =>
  (label: string): boolean =>
    !/^\d+ /.test(label) || !added.some((other) => /^\d+ /.test(other));

/** `443`, `53/udp`, `8000-8100` */
const ports = /^\d+(?:-\d+)?(?:\/\w+)?$/;

/** What a way allows, and that it does no longer, in words. */
function said(
  from: DiagramNode,
  to: DiagramNode,
  labels: readonly string[],
): (readonly [now: string, before: string])[] {
  const may = (rest: string) => [`may now ${rest}`, `may no longer ${rest}`] as const;
  const open = labels.filter((label) => ports.test(label));
  const rest = labels.filter((label) => !ports.test(label));
  return [
    ...(open.length === 0 ? [] : [may(`reach ${to.name}:${open.join(", ")}`)]),
    ...rest.map((label) => {
      if (label === "every port") return may(`reach every port of ${to.name}`);
      if (from.kind === "loadBalancer") {
        return [
          `now sends ${label} to ${to.name}`,
          `no longer sends ${label} to ${to.name}`,
        ] as const;
      }
      if (to.kind === "fileSystem") {
        const at = `${to.name} at ${label}`;
        return [`now mounts ${at}`, `no longer mounts ${at}`] as const;
      }
      if (/ (?:variable|environment file)s?$/.test(label)) {
        return [
          `now reads ${label} from ${to.name}`,
          `no longer reads ${label} from ${to.name}`,
        ] as const;
      }
      return may(`call ${label} on ${to.name}`);
    }),
  ];
}

/** All endpoints of a group have its rules: who reaches one reaches the new one. */
function endpointWays(
  { before, after }: Compared<DiagramNode>,
  edges: ComparedParts["edges"],
  known: Nodes,
): Way[] {
  if (before?.kind !== "endpoints" || after === undefined) return [];
  const { added, removed } = differences(before.lines, after.lines);
  const waysTo = (texts: readonly string[], side: "before" | "after", may: string): Way[] =>
    edges.flatMap((pair) => {
      const edge = pair[side];
      if (texts.length === 0 || edge?.to !== after.id) return [];
      const who = known.get(edge.from)?.name ?? edge.from;
      return [
        { who, may: `${may} reach ${list(texts)}:${edge.labels.join(", ")}`, rank: rank.way },
      ];
    });
  return [...waysTo(added, "after", "may now"), ...waysTo(removed, "before", "may no longer")];
}

/** Texts of only one of two lists. */
export const differences = (
  before: readonly string[] = [],
  after: readonly string[] = [],
): { readonly added: string[]; readonly removed: string[] } => ({
  added: after.filter((text) => !before.includes(text)),
  removed: before.filter((text) => !after.includes(text)),
});
