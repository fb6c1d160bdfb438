/** A picture of an environment as plain data: what stands where, and who may talk to whom. */
import type icons from "./icons.json";

/** AWS's own name of one of its icons. */
export type Icon = keyof typeof icons;

/** Kinds of things in a picture. */
export type NodeKind =
  | "outside"
  | "loadBalancer"
  | "service"
  | "job"
  | "endpoints"
  | "gatewayEndpoint"
  | "fileSystem"
  | "database"
  | "secret"
  | "bucket"
  | "messages"
  | "securityGroup"
  | "other";

/** Where something stands. */
export type Area = "outside" | "public" | "private" | "network" | "region";

/** What a change makes of something in a picture. */
export type Mark = "added" | "removed" | "changed";

/** One thing. */
export interface DiagramNode {
  /** Unique in the picture. */
  readonly id: string;
  readonly kind: NodeKind;
  /** Absent where AWS has none. */
  readonly icon?: Icon;
  readonly name: string;
  /** Further facts, one line each. */
  readonly lines: readonly string[];
  readonly area: Area;
  /** The id of things with the same ways, which an edge may start at and lead to. */
  readonly group?: string;
  /** Absent in a picture of one state. */
  readonly mark?: Mark;
}

/** The id of an area where an edge starts at everything in it. */
export const areaId = (area: Area): string => `area ${area}`;

/** One way from one thing to another. */
export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  /** Ports, paths, folders or actions, one line each. */
  readonly labels: readonly string[];
  /** URNs of the resources that open this way: rules, routes, mounts, references and grants. */
  readonly because: readonly string[];
  /** Absent in a picture of one state. */
  readonly mark?: Mark;
}

/** An area with its heading. */
export interface DiagramArea {
  readonly area: Area;
  readonly title: string;
}

/** A picture. */
export interface Diagram {
  readonly title: string;
  readonly areas: readonly DiagramArea[];
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

/** Joins the edges between the same two things. */
export function joined(edges: readonly DiagramEdge[]): DiagramEdge[] {
  const byEnds = new Map<string, DiagramEdge>();
  for (const edge of edges) {
    const key = `${edge.from}\n${edge.to}`;
    const before = byEnds.get(key);
    byEnds.set(key, {
      ...edge,
      labels: [...new Set([...(before?.labels ?? []), ...edge.labels])],
      because: [...new Set([...(before?.because ?? []), ...edge.because])].sort(),
    });
  }
  return [...byEnds.values()];
}

/** The part of a picture that concerns one service: its neighbours, and the ways between it and them. */
export function around(diagram: Diagram, service: string): Diagram {
  const ways = diagram.edges.filter(({ from, to }) => from === service || to === service);
  const shown = new Set([service, ...ways.flatMap(({ from, to }) => [from, to])]);
  const edges = diagram.edges.filter(
    ({ from, to }) => ways.some((way) => way.from === from && way.to === to) || isWayIn(from, to),
  );
  for (const { from, to } of edges) shown.add(from).add(to);
  return { ...diagram, nodes: diagram.nodes.filter(({ id }) => shown.has(id)), edges };

  /** How requests reach the load balancer in front of it. */
  function isWayIn(from: string, to: string): boolean {
    const outside = diagram.nodes.some(({ id, kind }) => id === from && kind === "outside");
    return outside && ways.some((way) => way.from === to);
  }
}

/** The part of a picture that a change marks, with what its new, gone and changed ways lead to. */
export function aroundMarks(diagram: Diagram): Diagram {
  const ways = diagram.edges.filter(({ mark }) => mark !== undefined);
  const shown = new Set([
    ...diagram.nodes.filter(({ mark }) => mark !== undefined).map(({ id }) => id),
    ...ways.flatMap(({ from, to }) => [from, to]),
  ]);
  return {
    ...diagram,
    nodes: diagram.nodes.filter(({ id }) => shown.has(id)),
    edges: diagram.edges.filter(({ from, to }) => shown.has(from) && shown.has(to)),
  };
}
