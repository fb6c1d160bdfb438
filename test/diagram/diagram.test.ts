import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { generateStack } from "../../bench/generate-stack";
import { bundled } from "../../drydock/diagram/bundle";
import { diagramOf } from "../../drydock/diagram/from-capture";
import {
  type Box,
  type Layout,
  layoutOf,
  type PlacedEdge,
  shownName,
} from "../../drydock/diagram/layout";
import icons from "../../drydock/diagram/icons.json";
import { mermaidText } from "../../drydock/diagram/mermaid";
import { areaId, around, type Diagram } from "../../drydock/diagram/model";
import { svgText } from "../../drydock/diagram/svg";
import type { Capture } from "../../drydock/offline/capture/types";
import { root, runProgram } from "../program/run-program";

/** Edges in words, by the names of the things. */
function ways({ nodes, edges }: Diagram): string[] {
  const nameOf = (id: string) => nodes.find((node) => node.id === id)?.name ?? id;
  return edges
    .map(({ from, to, labels }) => `${nameOf(from)} to ${nameOf(to)}: ${labels.join(", ")}`)
    .sort();
}

/** Types of the resources that open a way. */
const openers = /:(?:SecurityGroup(?:In|E)gressRule|Listener(?:Rule)?|TaskDefinition|RolePolicy)$/;

function justified({ edges }: Diagram, { resources }: Capture): void {
  const types = new Map(resources.map(({ urn, type }) => [urn, type]));
  for (const { from, to, because } of edges) {
    assert.ok(because.length > 0, `${from} to ${to}`);
    for (const urn of because) assert.match(types.get(urn) ?? "", openers, `${from} to ${to}`);
  }
}

/** The picture of this many services, justified. */
async function pictureOfMany(count: number): Promise<{ diagram: Diagram; layout: Layout }> {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache/diagram-"));
  try {
    const { capture } = await runProgram(generateStack(folder, count), false);
    const diagram = bundled(diagramOf(capture));
    justified(diagram, capture);
    return { diagram, layout: await layoutOf(diagram) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const apart = (one: Box, two: Box): boolean =>
  one.x + one.width <= two.x + 0.1 ||
  two.x + two.width <= one.x + 0.1 ||
  one.y + one.height <= two.y + 0.1 ||
  two.y + two.height <= one.y + 0.1;

/** That no box or label lies on another, and that lines end at what they join. */
function readable({ nodes, edges, areas }: Layout): void {
  const boxes = [
    ...nodes.map(({ node, ...box }) => ({ name: node.name, box })),
    ...edges.flatMap(({ label }) =>
      label === undefined ? [] : [{ name: label.lines.join(" "), box: label }],
    ),
  ];
  for (const [index, one] of boxes.entries()) {
    for (const two of boxes.slice(index + 1)) {
      assert.ok(apart(one.box, two.box), `${one.name} lies on ${two.name}`);
    }
  }
  assert.ok(areas.length > 0);
  for (const { edge, points } of edges) {
    const ends = [points[0], points.at(-1)];
    for (const { node, ...box } of nodes) {
      if (node.id === edge.from || node.id === edge.to) continue;
      assert.ok(!crosses(points, box), `${edge.from} to ${edge.to} crosses ${node.name}`);
    }
    for (const [index, id] of [edge.from, edge.to].entries()) {
      const box = nodes.find(({ node }) => node.id === id);
      const end = ends[index];
      if (box === undefined || end === undefined) continue;
      assert.ok(!apart({ ...end, width: 0, height: 0 }, grown(box)), `${edge.from} to ${edge.to}`);
    }
  }
}

/** Lines are horizontal or vertical. */
const crosses = (points: PlacedEdge["points"], box: Box): boolean =>
  points.some((one, index) => {
    const two = points[index + 1] ?? one;
    const [x, y] = [Math.min(one.x, two.x), Math.min(one.y, two.y)];
    const line = { x, y, width: Math.abs(one.x - two.x), height: Math.abs(one.y - two.y) };
    return !apart(line, box);
  });

const grown = ({ x, y, width, height }: Box): Box => ({
  x: x - 1,
  y: y - 1,
  width: width + 2,
  height: height + 2,
});

/** Pictures of captures. What a screen shows of them, the eye has to judge. */
describe("the picture of an environment", () => {
  const production = join(root, "Pulumi.production.yaml");

  it("shows who may talk to whom", async () => {
    const { capture } = await runProgram(production, false);
    const diagram = bundled(diagramOf(capture));
    justified(diagram, capture);
    readable(await layoutOf(diagram));
    assert.deepEqual(ways(diagram), [
      "ingress to web: 8080, /*",
      "the internet to ingress: 80, 443",
      "web to VPC endpoints: 443",
      "web to ecs-demo: 3 variables",
      "web to env-files: 1 environment file",
      "web to s3: 443",
      "web to shared: 2049, /data",
    ]);
    assert.deepEqual(diagram.nodes.find(({ name }) => name === "web")?.lines, [
      "0.5 vCPU, 1024 MiB",
      "3 to 12 tasks",
    ]);
  });

  it("shows what the user's own code adds, and the grants", async () => {
    const { capture } = await runProgram(join(root, "examples/own-code/Pulumi.test.yaml"), false);
    const diagram = diagramOf(capture);
    justified(diagram, capture);
    const found = ways(diagram);
    assert.ok(found.includes("api to main: 5432"));
    assert.ok(found.includes("api to orders: SendMessage"));
  });

  it("shows what exists already by the id of its security group", async () => {
    const file = join(root, "examples/existing-platform/Pulumi.example.yaml");
    const { capture } = await runProgram(file, false);
    const diagram = diagramOf(capture);
    justified(diagram, capture);
    const strangers = diagram.nodes.filter(({ kind }) => kind === "securityGroup");
    assert.ok(strangers.length > 0);
    for (const { name } of strangers) assert.match(name, /^sg-[0-9a-f]+$/);
  });

  it("says once what the same rule gives to every service, and stays readable with many", async () => {
    const { diagram, layout } = await pictureOfMany(20);
    readable(layout);
    const shared = diagram.edges.filter(({ from }) => from === areaId("private"));
    assert.deepEqual(
      shared.flatMap(({ labels }) => labels),
      ["2049", "/data", "443", "443", "1 variable"],
    );
  });

  it("draws sixty services in groups with the same ways, in the order of their numbers", async () => {
    const { diagram, layout } = await pictureOfMany(60);
    readable(layout);
    assert.deepEqual(
      [layout.groups.length, diagram.edges.length, layout.width < 1000],
      [2, 5, true],
    );
    const services = layout.nodes.filter(({ node }) => node.kind === "service");
    const place = (name: string) => services.find(({ node }) => node.name === name);
    assert.equal(place("s0")?.y, place("s1")?.y);
    assert.ok((place("s2")?.y ?? 0) < (place("s10")?.y ?? 0));
  });

  it("leads from each of several load balancers to its services only", async () => {
    const file = join(root, "examples/several-entrances/Pulumi.example.yaml");
    const { capture } = await runProgram(file, false);
    const diagram = diagramOf(capture);
    justified(diagram, capture);
    readable(await layoutOf(bundled(diagram)));
    assert.deepEqual(
      ways(diagram).filter((way) => way.includes("ingress")),
      [
        "10.0.0.0/8 to ingress-inside: 80, 443",
        "ingress to rates: 8080, rates.shop.example.com",
        "ingress to web: 8080, /*",
        "ingress-devices to feed: 8080, TLS 443",
        "ingress-inside to admin: 8080, /*",
        "the internet to ingress-devices: 443",
        "the internet to ingress: 80, 443",
      ],
    );
  });

  it("shows jobs with their schedules, beside the services that may do the same", async () => {
    const file = join(root, "examples/jobs/Pulumi.example.yaml");
    const { capture } = await runProgram(file, false);
    const diagram = diagramOf(capture);
    justified(diagram, capture);
    readable(await layoutOf(bundled(diagram)));
    const jobs = diagram.nodes.filter(({ kind }) => kind === "job");
    assert.deepEqual(jobs.map(({ name, lines }) => [name, ...lines]).sort(), [
      ["backfill", "1 vCPU, 4096 MiB", "job"],
      ["migrate", "0.25 vCPU, 512 MiB", "job"],
      ["report", "0.25 vCPU, 512 MiB", "job, cron(0 3 * * ? *)"],
      ["sweep", "0.25 vCPU, 512 MiB", "job, rate(6 hours)"],
    ]);
    const found = ways(diagram);
    for (const { name } of jobs) assert.ok(found.includes(`${name} to VPC endpoints: 443`), name);
    assert.ok(found.includes("sweep to database: 1 variable"));
    assert.ok(!found.includes("backfill to database: 1 variable"));
  });

  it("can be of one service, with how requests reach it", async () => {
    const file = join(root, "examples/private-and-discovered/Pulumi.example.yaml");
    const { capture } = await runProgram(file, false);
    const diagram = diagramOf(capture);
    const front = diagram.nodes.find(({ kind, name }) => kind === "service" && name === "front");
    assert.deepEqual(ways(around(diagram, front?.id ?? "")), [
      "front to orders: 8080",
      "front to s3: 443",
      "front to the internet: 443",
      "ingress to front: 8080, /*",
      "the internet to ingress: 80, 443",
    ]);
  });
});

describe("a picture as text", () => {
  const node = { lines: ['<b> & "c"'], area: "private" } as const;
  const diagram: Diagram = {
    title: "shop <test>",
    areas: [
      { area: "network", title: "VPC" },
      { area: "private", title: "private subnets" },
    ],
    nodes: [
      { ...node, id: "a", kind: "service", name: "api" },
      { ...node, id: "b", kind: "database", name: "main" },
    ],
    edges: [{ from: "a", to: "b", labels: ["1", "2", "3", "4", "5"], because: ["urn"] }],
  };

  it("is SVG for light and dark pages, which no name breaks out of", async () => {
    const text = svgText(await layoutOf(diagram), diagram.title);
    assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d/);
    assert.match(text, /<title id="title">shop &lt;test&gt;<\/title>/);
    assert.match(text, /prefers-color-scheme: dark/);
    assert.match(text, />&lt;b&gt; &amp; &quot;c&quot;<\/text>/);
    assert.match(text, />and 2 more<\/text>/);
  });

  it("shows icons of AWS once each and unchanged, and none that it does not need", async () => {
    const twice = ["a", "b"].map((id) => ({ ...node, id, kind: "service", name: id }) as const);
    const nodes = twice.map((one) => ({ ...one, icon: "AWSFargate" as const }));
    const text = svgText(await layoutOf({ ...diagram, nodes, edges: [] }), "");
    assert.equal(
      text.split(`<symbol id="AWSFargate" viewBox="0 0 64 64">${icons.AWSFargate}`).length,
      2,
    );
    assert.equal(text.split('<use href="#AWSFargate"').length, 3);
    assert.equal(text.split("<symbol").length, 2);
    assert.ok(!svgText(await layoutOf(diagram), "").includes("<symbol"));
  });

  it("shows both ends of a long name", () => {
    const name = "rds!cluster-b165f7e3-3e9e-b34d-8cd2-f7cef5e0fc9b-X88DZ3";
    const shown = (length: number) =>
      shownName({ ...node, id: "a", kind: "secret", name: name.slice(0, length) });
    assert.equal(shown(55), "rds!cluster-b165f7e3-3e…b-X88DZ3");
    assert.equal(shown(32), name.slice(0, 32));
  });

  it("is a Mermaid flowchart", () => {
    assert.equal(
      mermaidText(diagram),
      `flowchart TB
  subgraph network["VPC"]
    subgraph private["private subnets"]
      n0["api<br/>#lt;b#gt; #amp; #quot;c#quot;"]
      n1["main<br/>#lt;b#gt; #amp; #quot;c#quot;"]
    end
  end
  n0 -->|"1<br/>2<br/>3<br/>and 2 more"| n1
`,
    );
  });

  it("is the same every time", async () => {
    const [one, two] = [await layoutOf(diagram), await layoutOf(diagram)];
    assert.deepEqual(one, two);
  });
});
