import assert from "node:assert/strict";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import { bundled } from "../../drydock/diagram/bundle";
import { comparedPictures } from "../../drydock/diagram/compare";
import { diagramOf } from "../../drydock/diagram/from-capture";
import { picturedIn, renamedIn } from "../../drydock/diagram/from-snapshot";
import { layoutOf } from "../../drydock/diagram/layout";
import { mermaidText, undrawable } from "../../drydock/diagram/mermaid";
import {
  aroundMarks,
  type Diagram,
  type DiagramArea,
  type DiagramEdge,
  type DiagramNode,
} from "../../drydock/diagram/model";
import { svgText } from "../../drydock/diagram/svg";
import { capture } from "../../drydock/offline/capture";
import { snapshotOf } from "../../drydock/offline/preview/snapshot";
import { root, runProgram } from "../program/run-program";

const place = { project: "drydock", region: "us-east-2" };

/** In one order: a snapshot sorts resources, a program registers them in its own. */
function inOrder({ title: _title, nodes, edges, areas }: Diagram) {
  const ordered = (texts: readonly string[]) => [...texts].sort();
  return {
    areas,
    nodes: [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1)),
    edges: edges
      .map((edge) => ({ ...edge, labels: ordered(edge.labels), because: ordered(edge.because) }))
      .sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1)),
  };
}

describe("the picture of a snapshot", () => {
  const files = [
    "Pulumi.test.yaml",
    "Pulumi.production.yaml",
    "examples/several-entrances/Pulumi.example.yaml",
    "examples/existing-platform/Pulumi.example.yaml",
    "examples/own-code/Pulumi.test.yaml",
    "examples/worker-fleet/Pulumi.example.yaml",
    "examples/jobs/Pulumi.example.yaml",
  ];
  for (const file of files) {
    it(`is that of the program: ${file}`, async () => {
      const { capture } = await runProgram(join(root, file), false);
      const pictured = picturedIn(snapshotOf(capture, root), {
        project: capture.project,
        region: /aws:region: (\S+)/.exec(JSON.stringify(capture))?.[1] ?? "us-east-2",
      });
      assert.deepEqual(inOrder(diagramOf(pictured)), inOrder(diagramOf(capture)));
    });
  }

  const states = async (project: string, name: string, aliases: string[]) => {
    const options = {
      project,
      stack: "test",
      preview: false,
      config: { "aws:region": place.region },
    };
    const captured = await capture(options, () => {
      const group = new aws.ec2.SecurityGroup("guard", { vpcId: "vpc-1" });
      const former = { aliases: aliases.map((alias) => ({ name: alias })) };
      new aws.lb.LoadBalancer(name, { securityGroups: [group.id] }, former);
      const open = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" };
      new aws.vpc.SecurityGroupIngressRule("open", { securityGroupId: group.id, ...open });
    });
    return snapshotOf(captured, root);
  };

  it("is the same under another project, and of a resource that had another name", async () => {
    const before = await states("shop", "front", []);
    const after = await states("drydock", "entrance", ["front"]);
    const renamed = renamedIn(after.resources);
    const now = diagramOf(picturedIn(after, place));
    assert.equal(now.edges.length, 1);
    assert.equal(comparedPictures(diagramOf(picturedIn(before, place, renamed)), now), undefined);
    const words = comparedPictures(diagramOf(picturedIn(before, place)), now)?.words;
    assert.ok(words?.includes("front is gone"));
  });
});

const node = (id: string, more: Partial<DiagramNode> = {}): DiagramNode => ({
  id,
  kind: "service",
  name: id,
  lines: [],
  area: "private",
  ...more,
});
const edge = (from: string, to: string, ...labels: string[]): DiagramEdge => ({
  from,
  to,
  labels,
  because: ["urn"],
});
const world = node("world", { kind: "outside", name: "the internet", area: "outside" });
const balancer = node("ingress", { kind: "loadBalancer", area: "public" });
const endpoints = node("endpoints", { kind: "endpoints", lines: ["logs"], area: "network" });
const files = node("shared", { kind: "fileSystem" });
const secret = node("token", { kind: "secret", area: "region" });
const queue = node("orders", { kind: "messages", lines: ["sqs"], area: "region" });
const web = node("web", { lines: ["1 vCPU"] });
const all = [world, balancer, web, endpoints, files, secret, queue];

const areas = (title: string): DiagramArea[] => [
  { area: "network", title: "VPC" },
  { area: "public", title: "public subnets" },
  { area: "private", title },
  { area: "region", title: "the region" },
];

const picture = (
  edges: readonly DiagramEdge[],
  nodes: readonly DiagramNode[] = all,
  title = "private subnets, a",
): Diagram => ({ title: "shop test", areas: areas(title), nodes, edges });

describe("a change of a picture, in words", () => {
  const cases: readonly (readonly [before: Diagram, after: Diagram, ...words: string[]])[] = [
    [picture([]), picture([edge("world", "web", "22")]), "the internet may now reach web:22"],
    [picture([edge("web", "shared", "2049")]), picture([]), "web may no longer reach shared:2049"],
    [
      picture([edge("web", "shared", "2049", "/data")]),
      picture([edge("web", "shared", "2049", "/files")]),
      "web now mounts shared at /files",
      "web no longer mounts shared at /data",
    ],
    [
      picture([edge("ingress", "web", "8080", "/*")]),
      picture([edge("ingress", "web", "8080", "/*", "every port", "a.example.com")]),
      "ingress may now reach every port of web",
      "ingress now sends a.example.com to web",
    ],
    [
      picture([edge("web", "token", "3 variables")]),
      picture([edge("web", "token", "1 variable")]),
      "web now reads 1 variable from token",
    ],
    [
      picture([]),
      picture([edge("web", "orders", "SendMessage")]),
      "web may now call SendMessage on orders",
    ],
    [
      picture([edge("web", "endpoints", "443")]),
      picture(
        [edge("web", "endpoints", "443")],
        all.with(3, { ...endpoints, lines: ["ecr.api", "sqs"] }),
      ),
      "web may now reach ecr.api and sqs:443",
      "web may no longer reach logs:443",
    ],
    [picture([]), picture([], [...all, node("api")]), "api is new"],
    [picture([], [...all, node("api")]), picture([]), "api is gone"],
    [
      picture([]),
      picture([], all.with(2, { ...web, lines: ["2 vCPU"] })),
      "web has 2 vCPU instead of 1 vCPU",
    ],
    [
      picture([]),
      picture([], all, "private subnets, a, b"),
      "private subnets, a, b instead of private subnets, a",
    ],
  ];
  for (const [before, after, ...words] of cases) {
    it(words.join("; "), () => {
      assert.deepEqual(comparedPictures(before, after)?.words, words);
    });
  }

  it("is said once of all who may, ways in from outside first, ways of what is new last", () => {
    const some = [...all, node("api")];
    const before = picture([], some);
    const after = picture(
      [
        edge("job", "shared", "2049"),
        edge("web", "shared", "22"),
        edge("api", "shared", "22"),
        edge("world", "job", "80"),
      ],
      [...some, node("job")],
    );
    const change = comparedPictures(before, after);
    assert.deepEqual(change?.opened, ["the internet may now reach job:80"]);
    assert.deepEqual(change.words, [
      "the internet may now reach job:80",
      "job is new",
      "web and api may now reach shared:22",
      "job may now reach shared:2049",
    ]);
  });

  it("is nothing where both pictures are the same, in whatever order", () => {
    const one = picture([edge("web", "shared", "2049", "/data"), edge("ingress", "web", "80")]);
    const two = picture([edge("ingress", "web", "80"), edge("web", "shared", "/data", "2049")]);
    assert.equal(comparedPictures(one, two), undefined);
  });
});

describe("a change of a picture, drawn", () => {
  const change = comparedPictures(
    picture([edge("web", "shared", "2049"), edge("web", "token", "1 variable")], all.slice(2, 6)),
    picture(
      [edge("web", "shared", "2049", "/data"), edge("api", "shared", "2049")],
      [{ ...web, lines: ["2 vCPU"] }, endpoints, files, node("api")],
    ),
  );
  const { diagram = picture([]) } = change ?? {};

  it("marks as Mermaid what is new, gone and changed, in colour and in words", () => {
    assert.equal(
      mermaidText(diagram),
      `flowchart TB
  subgraph network["VPC"]
    n1["endpoints<br/>logs"]
    subgraph private["private subnets, a"]
      n0["web (changed)<br/>2 vCPU (new)<br/>1 vCPU (gone)"]:::changed
      n2["shared"]
      n3["api (new)"]:::added
    end
  end
  subgraph region["the region"]
    n4["token (gone)"]:::removed
  end
  n0 -->|"/data (new)<br/>2049"| n2
  n3 -->|"2049"| n2
  n0 -->|"1 variable"| n4
  classDef added stroke:#2da44e,stroke-width:3px
  linkStyle 1 stroke:#2da44e,stroke-width:3px
  classDef removed stroke:#e5534b,stroke-width:2px,stroke-dasharray:6 4
  linkStyle 2 stroke:#e5534b,stroke-width:2px,stroke-dasharray:6 4
  classDef changed stroke:#bf8700,stroke-width:3px
  linkStyle 0 stroke:#bf8700,stroke-width:3px
`,
    );
  });

  it("marks the same in an SVG", async () => {
    const text = svgText(await layoutOf(diagram), diagram.title);
    const counts = ["box added", "box removed", "box changed", "way added", "way changed"].map(
      (name) => text.split(`class="${name}"`).length - 1,
    );
    assert.deepEqual(counts, [1, 1, 1, 1, 1]);
    assert.ok(!svgText(await layoutOf(picture([])), "").includes('class="box added"'));
  });

  it("keeps of a large picture what changes and what that leads to", () => {
    const part = aroundMarks(diagram);
    assert.deepEqual(
      part.nodes.map(({ id }) => id),
      ["web", "shared", "api", "token"],
    );
  });

  it("says once what stays for every service, and apart what a new one may do", () => {
    const many = ["a", "b", "c"].map((id) => node(id));
    const ways = many.map(({ id }) => edge(id, "shared", "2049"));
    const after = picture([...ways, edge("d", "shared", "2049")], [...many, files, node("d")]);
    const drawn = comparedPictures(picture(ways, [...many, files]), after)?.diagram ?? after;
    assert.deepEqual(
      bundled(drawn).edges.map(({ from, mark }) => [from, mark]),
      [
        ["d", "added"],
        ["area private", undefined],
      ],
    );
  });

  it("lies on its side where many things are beside each other", () => {
    const many = (count: number) =>
      picture(
        [],
        Array.from({ length: count }, (_, i) => node(`s${i}`)),
      );
    assert.match(mermaidText(many(5)), /^flowchart TB\n/);
    assert.match(mermaidText(many(6)), /^flowchart LR\n/);
  });

  it("is known not to be drawn beyond Mermaid's limits", () => {
    const ways = (count: number) => picture(Array.from({ length: count }, () => edge("a", "b")));
    assert.equal(undrawable("x".repeat(50_000), ways(500)), undefined);
    assert.equal(undrawable("x".repeat(50_001), ways(500)), "50001 characters, 50000 at most");
    assert.equal(undrawable("", ways(501)), "501 lines, 500 at most");
  });
});
