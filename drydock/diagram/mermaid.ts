/** Writes a picture as a Mermaid flowchart, which GitHub and GitLab draw in Markdown. */
import { type Area, areaId, type Diagram } from "./model";
import { labelLines } from "./layout";

export function mermaidText(diagram: Diagram): string {
  const ids = new Map(diagram.nodes.map(({ id }, index) => [id, `n${index}`]));
  for (const { area } of diagram.areas) ids.set(areaId(area), area);
  const nodesOf = (area: Area) =>
    diagram.nodes
      .filter((node) => node.area === area)
      .map(
        ({ id, name, lines }) =>
          `${ids.get(id) ?? ""}["${[name, ...lines].map(escaped).join("<br/>")}"]`,
      );
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
  ];
  return ["flowchart LR", ...lines.map((line) => `  ${line}`), ""].join("\n");
}

const escaped = (text: string): string =>
  text
    .replaceAll("&", "#amp;")
    .replaceAll('"', "#quot;")
    .replaceAll("<", "#lt;")
    .replaceAll(">", "#gt;");
