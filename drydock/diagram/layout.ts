/** Places a picture's things with the Eclipse Layout Kernel: layers, areas as boxes in boxes. */
import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api";
import { naturally } from "../offline/natural-order";
import { type Area, areaId, type Diagram, type DiagramEdge, type DiagramNode } from "./model";

/** A box, in pixels from the picture's corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture with places. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly (Box & { readonly title: string })[];
  /** Around things with the same ways. */
  readonly groups: readonly Box[];
  readonly nodes: readonly (Box & { readonly node: DiagramNode })[];
  readonly edges: readonly PlacedEdge[];
}

/** A line through points, with its label's box. */
export interface PlacedEdge {
  readonly edge: DiagramEdge;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label?: Box & { readonly lines: readonly string[] };
}

/** Sizes in pixels. */
export const type = { name: 14, line: 12, label: 11, leading: 1.35 } as const;

/** Widths of characters as parts of the font's size, at most, in Helvetica and in fonts that stand in for it. */
const narrow = /[ijltfrI.,:;'|!/ ()-]/;
const wide = /[mwMW@%A-Z]/;
const characterWidth = (one: string): number =>
  narrow.test(one) ? 0.36 : wide.test(one) ? 0.86 : 0.6;

const textWidth = (texts: readonly string[], size: number): number =>
  Math.ceil(
    Math.max(
      0,
      ...texts.map((text) =>
        Array.from(text).reduce((sum, one) => sum + characterWidth(one) * size, 0),
      ),
    ),
  );

/** Lines below each other are enough for a reader up to here. */
const shownLabels = 4;

/** The lines of an edge's label. */
export function labelLines({ labels }: DiagramEdge): string[] {
  const shown = labels.slice(0, labels.length > shownLabels ? shownLabels - 1 : shownLabels);
  const rest = labels.length - shown.length;
  return rest === 0 ? shown : [...shown, `and ${rest} more`];
}

/** Which area is in which. */
const nesting: Readonly<Partial<Record<Area, Area>>> = { public: "network", private: "network" };

/** In pixels: a README or a comment shows this much without making it smaller. */
const pageWidth = 900;

/** Places everything, layers below each other where that fits a page; the same picture always in the same way. */
export async function layoutOf(diagram: Diagram): Promise<Layout> {
  const below = await layoutTo(diagram, "DOWN");
  if (below.width <= pageWidth) return below;
  const beside = await layoutTo(diagram, "RIGHT");
  return beside.width < below.width ? beside : below;
}

async function layoutTo(diagram: Diagram, direction: Direction): Promise<Layout> {
  const { default: Elk } = await import("elkjs");
  const root: ElkNode = {
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": direction,
      "elk.hierarchyHandling": "INCLUDE_CHILDREN",
      "elk.edgeRouting": "ORTHOGONAL",
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
      "elk.layered.spacing.nodeNodeBetweenLayers": "40",
      "elk.spacing.nodeNode": "24",
      "elk.spacing.edgeNode": "16",
      "elk.spacing.edgeLabel": "3",
      "elk.padding": "[top=16,left=16,bottom=16,right=16]",
    },
    children: childrenOf(diagram, direction, undefined),
    edges: diagram.edges.map(elkEdge),
  };
  const placed = await new Elk().layout(root);
  const boxes = new Map(boxesIn(placed, { x: 0, y: 0 }));
  return {
    width: placed.width ?? 0,
    height: placed.height ?? 0,
    areas: diagram.areas.flatMap(({ area, title }) => {
      const box = boxes.get(areaId(area));
      return box === undefined ? [] : [{ ...box, title }];
    }),
    groups: [...new Set(diagram.edges.flatMap(({ from, to }) => [from, to]))].flatMap((id) => {
      const box = diagram.nodes.some(({ group }) => group === id) ? boxes.get(id) : undefined;
      return box === undefined ? [] : [box];
    }),
    nodes: diagram.nodes.flatMap((node) => {
      const box = boxes.get(node.id);
      return box === undefined ? [] : [{ ...box, node }];
    }),
    edges: (placed.edges ?? []).flatMap((edge, index) => {
      const own = diagram.edges[index];
      return own === undefined ? [] : [placedEdge(edge, own, originOf(edge, boxes))];
    }),
  };
}

type Direction = "DOWN" | "RIGHT";

/** The least size of an area. The layout kernel exchanges width and height of it, and of nothing else, where layers go down. */
const sizeOf = (width: number, direction: Direction): string =>
  direction === "DOWN" ? `(40, ${width})` : `(${width}, 40)`;

function childrenOf(diagram: Diagram, direction: Direction, parent: Area | undefined): ElkNode[] {
  const nodes = diagram.nodes.filter(({ area }) =>
    parent === undefined ? area === "outside" : area === parent,
  );
  const areas = diagram.areas.filter(({ area }) => nesting[area] === parent);
  return [
    ...nodes.filter(({ group }) => group === undefined).map(elkNode),
    ...groupsOf(nodes),
    ...areas.flatMap(({ area, title }): ElkNode[] => {
      const children = childrenOf(diagram, direction, area);
      if (children.length === 0) return [];
      return [
        {
          id: areaId(area),
          children,
          layoutOptions: {
            "elk.padding": "[top=34,left=16,bottom=16,right=16]",
            "elk.nodeSize.constraints": "MINIMUM_SIZE",
            "elk.nodeSize.minimum": sizeOf(textWidth([title], type.line) + 24, direction),
          },
        },
      ];
    }),
  ];
}

/** Things with the same ways, in rows. */
function groupsOf(nodes: readonly DiagramNode[]): ElkNode[] {
  const members = nodes.filter(({ group }) => group !== undefined);
  const groups = [...Map.groupBy(members, ({ group = "" }) => group)];
  return groups.map(([id, own]) => ({
    id,
    children: [...own].sort((a, b) => naturally(a.name, b.name)).map(elkNode),
    layoutOptions: {
      "elk.algorithm": "rectpacking",
      "elk.hierarchyHandling": "SEPARATE_CHILDREN",
      "elk.rectpacking.widthApproximation.strategy": "TARGET_WIDTH",
      "elk.rectpacking.widthApproximation.targetWidth": String(
        Math.round(groupsWidth / groups.length),
      ),
      "elk.spacing.nodeNode": "16",
      "elk.padding": "[top=10,left=10,bottom=10,right=10]",
    },
  }));
}

/** In pixels, of the groups of an area: with what is around them, they fit a page. */
const groupsWidth = 760;

/** A name as a box shows it: of a long one, such as that of a secret that AWS names, both ends. */
export const shownName = ({ name }: DiagramNode): string =>
  name.length <= longestName ? name : `${name.slice(0, longestName - 9)}…${name.slice(-8)}`;

const longestName = 32;

/** Where the texts of a box begin: beside its icon, or beside the bar of what has none. */
export const textStart = ({ icon }: DiagramNode): number =>
  icon === undefined ? 16 : iconSize + 16;

/** AWS draws its icons in squares of 64; half as wide, they are told apart. */
export const iconSize = 32;

function elkNode(node: DiagramNode): ElkNode {
  const { id, lines } = node;
  const texts = Math.max(textWidth([shownName(node)], type.name), textWidth(lines, type.line));
  const width = texts + textStart(node) + 18;
  return {
    id,
    width,
    height: Math.max(
      30 + lines.length * type.line * type.leading,
      node.icon === undefined ? 0 : iconSize + 16,
    ),
  };
}

function elkEdge(edge: DiagramEdge, index: number): ElkExtendedEdge {
  const lines = labelLines(edge);
  const label = {
    text: lines.join("\n"),
    width: textWidth(lines, type.label) + 6,
    height: lines.length * type.label * type.leading,
  };
  return {
    id: `edge ${index}`,
    sources: [edge.from],
    targets: [edge.to],
    ...(lines.length === 0 ? {} : { labels: [label] }),
  };
}

type Point = Pick<Box, "x" | "y">;

function boxesIn(parent: ElkNode, { x, y }: Point): [string, Box][] {
  return (parent.children ?? []).flatMap((child): [string, Box][] => {
    const at = { x: x + (child.x ?? 0), y: y + (child.y ?? 0) };
    const box = { ...at, width: child.width ?? 0, height: child.height ?? 0 };
    return [[child.id, box], ...boxesIn(child, at)];
  });
}

/** The layout kernel counts an edge's points from the smallest box that holds both of its ends. */
function originOf(edge: ElkExtendedEdge, boxes: ReadonlyMap<string, Box>): Point {
  const container = "container" in edge && typeof edge.container === "string" ? edge.container : "";
  return boxes.get(container) ?? { x: 0, y: 0 };
}

function placedEdge(
  { sections = [], labels = [] }: ElkExtendedEdge,
  edge: DiagramEdge,
  origin: Point,
): PlacedEdge {
  const moved = ({ x, y }: Point): Point => ({ x: x + origin.x, y: y + origin.y });
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) =>
    [startPoint, ...bendPoints, endPoint].map(moved),
  );
  const [label] = labels;
  if (label === undefined) return { edge, points };
  const { x = 0, y = 0, width = 0, height = 0 } = label;
  return { edge, points, label: { ...moved({ x, y }), width, height, lines: labelLines(edge) } };
}
