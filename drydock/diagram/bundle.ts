/** Says once what is the same for many services, so that a picture of sixty stays readable. */
import {
  type Area,
  areaId,
  type Diagram,
  type DiagramEdge,
  type DiagramNode,
  joined,
} from "./model";

/**
 * One edge in place of those that are the same for every service of an area, where there are several; then one for each group of
 * services with the same ways. What a change adds or removes keeps its own edges.
 */
export function bundled(diagram: Diagram): Diagram {
  const byArea = Map.groupBy(steadyServices(diagram), ({ area }) => area);
  return grouped([...byArea].reduce(withoutShared, diagram), byArea);
}

/** True for what runs tasks. */
export const isWorkload = ({ kind }: DiagramNode): boolean => kind === "service" || kind === "job";

/** Services and jobs that a change neither adds nor removes. */
const steadyServices = ({ nodes }: Diagram): DiagramNode[] =>
  nodes.filter((node) => isWorkload(node) && node.mark !== "added" && node.mark !== "removed");

/** Edges that start at the area in place of those that all its services have. */
function withoutShared(
  diagram: Diagram,
  [area, services]: readonly [Area, readonly DiagramNode[]],
): Diagram {
  if (services.length < 2) return diagram;
  const inside = new Set(services.map(({ id }) => id));
  const edges = diagram.edges.filter(({ from }) => inside.has(from));
  const shared = [...Map.groupBy(edges, wayOut).values()].filter(
    (alike) => alike.length === inside.size,
  );
  const gone = new Set(shared.flat());
  return {
    ...diagram,
    edges: [
      ...diagram.edges.filter((edge) => !gone.has(edge)),
      ...shared.flatMap((alike) => joined(alike.map((edge) => ({ ...edge, from: areaId(area) })))),
    ],
  };
}

const wayOut = ({ to, labels, mark }: DiagramEdge): string => JSON.stringify([to, labels, mark]);
const wayIn = ({ from, labels, mark }: DiagramEdge): string => JSON.stringify([from, labels, mark]);

/** Fewer are as clear one by one. */
const leastAlike = 3;

/** Services of an area with the same ways as one group, with the edges of one of them. */
function grouped(diagram: Diagram, byArea: ReadonlyMap<Area, readonly DiagramNode[]>): Diagram {
  const groups = new Map<string, string>();
  for (const [area, services] of byArea) {
    const alike = Map.groupBy(services, ({ id }) => waysOf(diagram, id));
    for (const members of alike.values()) {
      if (members.length < leastAlike) continue;
      for (const { id } of members) groups.set(id, `group ${area} ${members[0]?.id ?? ""}`);
    }
  }
  return {
    ...diagram,
    nodes: diagram.nodes.map((node) => {
      const group = groups.get(node.id);
      return group === undefined ? node : { ...node, group };
    }),
    edges: joined(
      diagram.edges.map((edge) => ({
        ...edge,
        from: groups.get(edge.from) ?? edge.from,
        to: groups.get(edge.to) ?? edge.to,
      })),
    ),
  };
}

/** A text that is the same for services with the same ways. A way to itself is one of its own. */
function waysOf({ edges }: Diagram, id: string): string {
  const ways = edges.flatMap((edge) => [
    ...(edge.from === id ? [`out ${wayOut(edge)}`] : []),
    ...(edge.to === id ? [`in ${wayIn(edge)}`] : []),
  ]);
  return JSON.stringify(ways.sort());
}
