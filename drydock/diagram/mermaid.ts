/** Writes a picture as a Mermaid flowchart, which GitHub and GitLab draw in Markdown. */
import { labelLines } from "./layout";
import { type Area, areaId, type Diagram, type DiagramNode, type Mark } from "./model";

/** Styles of what a change marks, visible on light and dark pages. */
const styles: Readonly<Record<Mark, string>> = {
  added: "stroke:#2da44e,stroke-width:3px",
  removed: "stroke:#e5534b,stroke-width:2px,stroke-dasharray:6 4",
  changed: "stroke:#bf8700,stroke-width:3px",
};

const marks = ["added", "removed", "changed"] as const;

/**
 * Why GitHub and GitLab would not draw it, by the defaults that they keep; undefined where they do.
 * https://mermaid.js.org/config/schema-docs/config.html#maxtextsize
 */
export function undrawable(text: string, { edges }: Diagram): string | undefined {
  if (edges.length > mostEdges) return `${edges.length} lines, ${mostEdges} at most`;
  if (text.length <= mostCharacters) return undefined;
  return `${text.length} characters, ${mostCharacters} at most`;
}

const mostEdges = 500;
const mostCharacters = 50_000;

export function mermaidText(diagram: Diagram): string {
  const ids = new Map(diagram.nodes.map(({ id }, index) => [id, `n${index}`]));
  for (const { area } of diagram.areas) ids.set(areaId(area), area);
  for (const { group = "" } of diagram.nodes) {
    if (group !== "" && !ids.has(group)) ids.set(group, `g${ids.size}`);
  }
  const nodeText = ({ id, name, lines, mark }: DiagramNode) =>
    `${ids.get(id) ?? ""}["${[name, ...lines].map(escaped).join("<br/>")}"]` +
    (mark === undefined ? "" : `:::${mark}`);
  const nodesOf = (area: Area) => {
    const nodes = diagram.nodes.filter((node) => node.area === area);
    return [...Map.groupBy(nodes, ({ group = "" }) => group)].flatMap(([group, own]) =>
      group === ""
        ? own.map(nodeText)
        : [
            `subgraph ${ids.get(group) ?? ""}[" "]`,
            ...own.map((node) => `  ${nodeText(node)}`),
            "end",
          ],
    );
  };
  const box = (area: Area, inner: readonly string[]): string[] => {
    const title = diagram.areas.find((one) => one.area === area)?.title ?? "";
    if (inner.length === 0) return [];
    return [`subgraph ${area}["${escaped(title)}"]`, ...inner.map((line) => `  ${line}`), "end"];
  };
  const network = [
    ...nodesOf("network"),
    ...box("public", nodesOf("public")),
    ...box("private", nodesOf("private")),
  ];
  const edges = diagram.edges.map((edge) => {
    const label = labelLines(edge).map(escaped).join("<br/>");
    return `${ids.get(edge.from) ?? ""} -->${label === "" ? "" : `|"${label}"|`} ${ids.get(edge.to) ?? ""}`;
  });
  const lines = [
    ...nodesOf("outside"),
    ...box("network", network),
    ...box("region", nodesOf("region")),
    ...edges,
    ...marks.flatMap((mark) => markLines(diagram, mark)),
  ];
  return [`flowchart ${directionOf(diagram)}`, ...lines.map((line) => `  ${line}`), ""].join("\n");
}

/** Pages are narrow: layers below each other, unless one of them would be wider than a page. */
function directionOf({ nodes }: Diagram): "TB" | "LR" {
  const sizes = [...Map.groupBy(nodes, ({ area }) => area).values()].map(({ length }) => length);
  return Math.max(0, ...sizes) > mostBeside ? "LR" : "TB";
}

/** This many things of 150 pixels fit beside each other into a comment. */
const mostBeside = 5;

function markLines({ nodes, edges }: Diagram, mark: Mark): string[] {
  const places = edges.flatMap((edge, index) => (edge.mark === mark ? [index] : []));
  return [
    ...(nodes.some((node) => node.mark === mark) ? [`classDef ${mark} ${styles[mark]}`] : []),
    ...(places.length === 0 ? [] : [`linkStyle ${places.join(",")} ${styles[mark]}`]),
  ];
}

const escaped = (text: string): string =>
  text
    .replaceAll("&", "#amp;")
    .replaceAll('"', "#quot;")
    .replaceAll("<", "#lt;")
    .replaceAll(">", "#gt;");
