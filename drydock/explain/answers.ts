/** Why a thing of an environment exists, who uses it, and which line of the stack file decides it. */
import { plannedEndpoints } from "../config";
import type { LoadedFile } from "../config/loader";
import { diagramOf } from "../diagram/from-capture";
import type { Diagram, DiagramNode } from "../diagram/model";
import { type Source, sourceOf, statementsOf, textsOf } from "../diagram/source";
import type { Capture } from "../offline/capture/types";
import { textAt } from "../offline/cloud/values";
import { type Locator, locator, nameOfUrn, typeOfUrn } from "../offline/report";
import { list } from "../offline/words";
import { type Readable, type Reader, readablesOf } from "./readers";

/** One answer. */
export interface Answer {
  readonly thing: string;
  readonly kind: string;
  readonly why: readonly string[];
  readonly usedBy: readonly string[];
  /** `Pulumi.test.yaml:7 drydock:services.web`; absent where no key decides it. */
  readonly line?: string;
}

/** What answers come from. */
export interface Known {
  readonly capture: Capture;
  readonly loaded: LoadedFile;
}

interface Found extends Known {
  readonly locate: Locator;
  readonly diagram: Diagram;
  readonly readables: readonly Readable[];
}

/** Everything of that name, which may be several things; names differ in case only by mistake. */
export function answersOn(thing: string, known: Known): Answer[] {
  const found = {
    ...known,
    locate: locator(known.loaded),
    diagram: diagramOf(known.capture),
    readables: readablesOf(known.capture),
  };
  const { diagram } = found;
  const same = (name: string): boolean => name.toLowerCase() === thing.toLowerCase();
  const nodes = diagram.nodes.filter(({ name, kind }) => same(name) && kind !== "gatewayEndpoint");
  return [
    ...endpoints(found, same),
    ...(/^\d+$/.test(thing) ? port(thing, diagram) : []),
    ...nodes.map((node) => nodeAnswer(node, found)),
    ...roles(found, same),
    ...storesBeside(found, same, nodes),
  ];
}

/** `web (TaskDefinition)` */
const titled = (urn: string): string =>
  `${nameOfUrn(urn)} (${typeOfUrn(urn).split(":").at(-1) ?? ""})`;

/** Names that can be asked for. */
export function namesIn({ capture, loaded }: Known): string[] {
  const { nodes } = diagramOf(capture);
  return [
    ...nodes.map(({ name }) => name),
    ...plannedEndpoints(loaded.config).map(({ service }) => service),
    ...rolesOf(sourceOf(capture)).map(({ name }) => name),
    ...readablesOf(capture).map(({ name }) => name),
  ].filter((name, index, all) => all.indexOf(name) === index);
}

const rolesOf = (source: Source) => source.of("iam/role:Role");

function endpoints({ loaded, locate }: Found, same: (name: string) => boolean): Answer[] {
  return plannedEndpoints(loaded.config)
    .filter(({ service }) => same(service))
    .map(({ service, kind, causes }) => ({
      thing: service,
      kind: `${kind} endpoint`,
      why: [
        "tasks reach AWS's services through endpoints, not through the internet" +
          (kind === "gateway" ? "; this one is free" : ""),
      ],
      usedBy: [...causes],
      ...lineOf(locate, "drydock:services.{name}", causes),
    }));
}

function port(number: string, { nodes, edges }: Diagram): Answer[] {
  const nameOf = (id: string) => nodes.find((node) => node.id === id)?.name ?? id;
  const ways = edges.filter(({ labels }) =>
    labels.some((label) => label.split("/")[0]?.split("-").includes(number)),
  );
  if (ways.length === 0) return [];
  return [
    {
      thing: number,
      kind: "port",
      why: ways.map(({ because }) => `opened by ${list(because.map(titled))}`),
      usedBy: ways.map(({ from, to }) => `${nameOf(from)} to ${nameOf(to)}`),
    },
  ];
}

/** Keys of a stack file whose names are those of the things in a picture. */
const keys: Readonly<Record<string, string>> = {
  service: "drydock:services.{name}",
  job: "drydock:jobs.{name}",
  secret: "drydock:secrets.{name}",
  fileSystem: "drydock:fileSystems.{name}",
  loadBalancer: "drydock:ingress",
};

const words: Readonly<Record<string, string>> = {
  fileSystem: "file system",
  loadBalancer: "load balancer",
  securityGroup: "security group",
};

function nodeAnswer(
  node: DiagramNode,
  { diagram: { nodes, edges }, readables, locate }: Found,
): Answer {
  const { id, name, kind, lines } = node;
  const nameOf = (other: string) => nodes.find((one) => one.id === other)?.name ?? other;
  const labelled = (labels: readonly string[]) =>
    labels.length === 0 ? "" : ` (${labels.join(", ")})`;
  const readers = readables.find(({ urn }) => urn === id)?.readers ?? [];
  const template = keys[kind];
  return {
    thing: name,
    kind: words[kind] ?? kind,
    why: [
      ...lines,
      ...edges
        .filter(({ from }) => from === id)
        .map(({ to, labels }) => `connects to ${nameOf(to)}${labelled(labels)}`),
    ],
    usedBy: [
      ...edges
        .filter(({ to }) => to === id)
        .map(
          ({ from, labels, because }) =>
            `${nameOf(from)}${labelled(labels)}, by ${list(because.map(titled))}`,
        ),
      ...readers.map(readerText),
    ],
    ...(template === undefined ? {} : lineOf(locate, template, [name])),
  };
}

const readerText = ({ who, by }: Reader): string => `${who} may read it, by the policy ${by}`;

/** What a role is for: the tasks that have it, and every statement of its policies. */
function roles({ capture, locate }: Found, same: (name: string) => boolean): Answer[] {
  const source = sourceOf(capture);
  const tasks = source.of("ecs/taskDefinition:TaskDefinition");
  const policies = source.of("iam/rolePolicy:RolePolicy");
  return rolesOf(source)
    .filter((role) => same(role.name))
    .map(({ name, outputs, parent = "" }) => {
      const statements = policies
        .filter(({ inputs }) => inputs["role"] === outputs["name"])
        .flatMap(statementsOf);
      return {
        thing: name,
        kind: "role",
        why: statements.map(
          (statement) =>
            `${list(textsOf(statement, "Action"))} on ${list(textsOf(statement, "Resource"))}`,
        ),
        usedBy: tasks.flatMap(({ name: task, inputs }) => [
          ...(textAt(inputs, "taskRoleArn") === outputs["arn"] ? [`containers of ${task}`] : []),
          ...(textAt(inputs, "executionRoleArn") === outputs["arn"]
            ? [`ECS itself, to start ${task}`]
            : []),
        ]),
        ...lineOf(locate, "drydock:services.{name}", [nameOfUrn(parent), name]),
      };
    });
}

/** Buckets and log groups that no picture shows. */
function storesBeside(
  { capture, readables }: Found,
  same: (name: string) => boolean,
  nodes: readonly DiagramNode[],
): Answer[] {
  return readables
    .filter(({ name, urn }) => same(name) && !nodes.some(({ id }) => id === urn))
    .map(({ kind, name, urn, readers }) => ({
      thing: name,
      kind,
      why: [`part of ${parentOf(capture, urn)}`],
      usedBy: readers.map(readerText),
    }));
}

function parentOf({ resources }: Capture, urn: string): string {
  return titled(resources.find((one) => one.urn === urn)?.parent ?? "");
}

/** The line that has the thing's own key; nothing where only a default decides it. */
function lineOf(
  locate: Locator,
  template: string,
  names: readonly string[],
): { readonly line?: string } {
  const { file, line, yamlPath } = locate(template, names);
  const full = yamlPath.split(".").length === template.split(".").length;
  return full ? { line: `${file}:${line} ${yamlPath}` } : {};
}
