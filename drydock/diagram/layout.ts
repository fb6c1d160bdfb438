/** Places a picture's things with the Eclipse Layout Kernel: layers from left to right, areas as boxes in boxes. */
import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api";
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
  readonly nodes: readonly (Box & { readonly node: DiagramNode })[];
  readonly edges: readonly PlacedEdge[];
}

/** A line through points, with its label's box. */
export interface PlacedEdge {
  readonly edge: DiagramEdge;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label?: Box & { readonly lines: readonly string[] };
}

/** Sizes in pixels. A character is at most this wide in the fonts of the SVG. */
export const type = { name: 13, line: 11, label: 10, perCharacter: 0.62, leading: 1.4 } as const;

const textWidth = (texts: readonly string[], size: number): number =>
  Math.ceil(Math.max(0, ...texts.map((text) => text.length)) * size * type.perCharacter);

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

/** Places everything; the same picture always in the same way. */
export async function layoutOf(diagram: Diagram): Promise<Layout> {
  const { default: Elk } = await import("elkjs");
  const root: ElkNode = {
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.hierarchyHandling": "INCLUDE_CHILDREN",
      "elk.edgeRouting": "ORTHOGONAL",
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
      "elk.layered.spacing.nodeNodeBetweenLayers": "60",
      "elk.spacing.nodeNode": "24",
      "elk.spacing.edgeNode": "16",
      "elk.spacing.edgeLabel": "3",
      "elk.padding": "[top=16,left=16,bottom=16,right=16]",
    },
    children: childrenOf(diagram, undefined),
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

function childrenOf(diagram: Diagram, parent: Area | undefined): ElkNode[] {
  const nodes = diagram.nodes.filter(({ area }) =>
    parent === undefined ? area === "outside" : area === parent,
  );
  const areas = diagram.areas.filter(({ area }) => nesting[area] === parent);
  return [
    ...nodes.map(elkNode),
    ...areas.flatMap(({ area, title }): ElkNode[] => {
      const children = childrenOf(diagram, area);
      if (children.length === 0) return [];
      return [
        {
          id: areaId(area),
          children,
          layoutOptions: {
            "elk.padding": "[top=34,left=16,bottom=16,right=16]",
            "elk.nodeSize.constraints": "MINIMUM_SIZE",
            "elk.nodeSize.minimum": `(${textWidth([title], type.line) + 24}, 40)`,
          },
        },
      ];
    }),
  ];
}

function elkNode({ id, name, lines }: DiagramNode): ElkNode {
  const width = Math.max(textWidth([name], type.name), textWidth(lines, type.line)) + 34;
  return { id, width, height: 30 + lines.length * type.line * type.leading };
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
