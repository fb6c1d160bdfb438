/** Writes a placed picture as SVG, for light and dark pages. */
import { escaped } from "../markup";
import icons from "./icons.json";
import {
  type Box,
  iconSize,
  type Layout,
  type PlacedEdge,
  shownName,
  textStart,
  type,
} from "./layout";
import type { DiagramNode, Mark, NodeKind } from "./model";

/** Colours of the kinds' bars, readable on both grounds; shades of AWS's categories. */
const colours: Readonly<Record<NodeKind, string>> = {
  outside: "#6b7280",
  loadBalancer: "#8c4fff",
  service: "#ed7100",
  job: "#ed7100",
  endpoints: "#8c4fff",
  gatewayEndpoint: "#8c4fff",
  fileSystem: "#7aa116",
  database: "#c925d1",
  secret: "#dd344c",
  bucket: "#7aa116",
  messages: "#e7157b",
  securityGroup: "#dd344c",
  other: "#01a88d",
};

const style = `
  svg { --ground: #ffffff; --box: #ffffff; --ink: #16191f; --soft: #5f6b7a; --line: #9aa5b1; --area: #f4f6f8; font-family: Helvetica, Arial, sans-serif; }
  @media (prefers-color-scheme: dark) {
    svg { --ground: #0f1419; --box: #1b232c; --ink: #e6e9ec; --soft: #a3adb8; --line: #6b7785; --area: #151b22; }
  }
  .ground { fill: var(--ground); } .area { fill: var(--area); stroke: var(--line); stroke-dasharray: 4 3; }
  .group { fill: none; stroke: var(--line); }
  .box { fill: var(--box); stroke: var(--line); } .name { fill: var(--ink); font-size: ${type.name}px; font-weight: bold; }
  .title { paint-order: stroke; stroke: var(--area); stroke-width: 5px; stroke-linejoin: round; }
  .line, .title { fill: var(--soft); font-size: ${type.line}px; } .label { fill: var(--ink); font-size: ${type.label}px; }
  .way { fill: none; stroke: var(--line); stroke-width: 1.2; } .head { fill: var(--line); }
  .added { stroke: #2da44e; stroke-width: 2.5; } .changed { stroke: #bf8700; stroke-width: 2.5; }
  .removed { stroke: #e5534b; stroke-width: 2; stroke-dasharray: 6 4; }
`;

/** @param title is read out, and shown as the picture's tooltip */
export function svgText(
  { width, height, areas, groups, nodes, edges }: Layout,
  title: string,
): string {
  const size = `${round(width)} ${round(height)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" width="${round(width)}" height="${round(height)}" role="img" aria-labelledby="title">`,
    `<title id="title">${escaped(title)}</title>`,
    `<style>${style}</style>`,
    `<defs>${iconSymbols(nodes.map(({ node }) => node))}<marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0,0 L8,4 L0,8 z"/></marker></defs>`,
    `<rect class="ground" width="100%" height="100%"/>`,
    ...areas.map((area) => `<rect class="area" ${rectangle(area)} rx="6"/>`),
    ...groups.map((group) => `<rect class="group" ${rectangle(group)} rx="6"/>`),
    ...edges.map(edgeText),
    ...areas.map(
      ({ x, y, title: heading }) =>
        `<text class="title" x="${round(x + 12)}" y="${round(y + 20)}">${escaped(heading)}</text>`,
    ),
    ...nodes.map(({ node, ...box }) =>
      [
        `<g><rect class="${classes("box", node)}" ${rectangle(box)} rx="4"/>`,
        badge(node, box),
        `<text class="name" x="${round(box.x + textStart(node))}" y="${round(box.y + 20)}">${escaped(shownName(node))}</text>`,
        ...node.lines.map((line, index) => {
          const y = box.y + 20 + (index + 1) * type.line * type.leading;
          return `<text class="line" x="${round(box.x + textStart(node))}" y="${round(y)}">${escaped(line)}</text>`;
        }),
        "</g>",
      ].join(""),
    ),
    "</svg>",
    "",
  ].join("\n");
}

/** Each icon that is shown, once, as AWS draws it. */
const iconSymbols = (nodes: readonly DiagramNode[]): string =>
  [...new Set(nodes.flatMap(({ icon }) => (icon === undefined ? [] : [icon])))]
    .sort()
    .map((icon) => `<symbol id="${icon}" viewBox="0 0 64 64">${icons[icon]}</symbol>`)
    .join("");

/** The icon of a thing, or a bar in the colour of its kind. */
function badge({ icon, kind }: DiagramNode, { x, y, height }: Box): string {
  return icon === undefined
    ? `<rect fill="${colours[kind]}" ${rectangle({ x, y, height, width: 5 })} rx="2"/>`
    : `<use href="#${icon}" ${rectangle({ x: x + 8, y: y + 8, width: iconSize, height: iconSize })}/>`;
}

const classes = (name: string, { mark }: { readonly mark?: Mark }): string =>
  mark === undefined ? name : `${name} ${mark}`;

function edgeText({ edge, points, label }: PlacedEdge): string {
  const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x)},${round(y)}`);
  const lines = (label?.lines ?? []).map((line, index) => {
    const y = (label?.y ?? 0) + (index + 0.8) * type.label * type.leading;
    return `<text class="label" x="${round((label?.x ?? 0) + 3)}" y="${round(y)}">${escaped(line)}</text>`;
  });
  return `<path class="${classes("way", edge)}" d="${path.join(" ")}" marker-end="url(#head)"/>${lines.join("")}`;
}

const rectangle = ({ x, y, width, height }: Box): string =>
  `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;

const round = (value: number): string => String(Math.round(value * 10) / 10);
