/** Prints the contents of the stand-in cloud, as AWS would list them. */
import { existsSync } from "node:fs";
import Table from "cli-table3";
import { bold } from "picocolors";
import { type CloudObject, CloudStore } from "../cloud/store";
import { containersOf } from "../cloud/aws/containers";
import { inactiveType } from "../cloud/aws/ecs";
import { display, textAt, textsAt, valuesAt } from "../cloud/values";
import { disagreement } from "./agreement";
import { stateResources } from "./workspace/state";

/** A list of one kind of object. */
interface Listing {
  readonly title: string;
  readonly types: readonly string[];
  readonly columns: Readonly<Record<string, (object: CloudObject, store: CloudStore) => string>>;
}

const last = (arn: string): string => arn.split("/").at(-1) ?? "";
const input = (path: string) => (object: CloudObject) =>
  valuesAt(object.inputs, path).map(display).join(", ");
const id = (object: CloudObject): string => object.id;
/** How many objects of a type name this one. */
const users =
  (type: string, property: string) =>
  (object: CloudObject, store: CloudStore): string =>
    String(
      store.ofType(type).filter(({ inputs }) => textAt(inputs, property) === object.id).length,
    );

const listings: readonly Listing[] = [
  {
    title: "Clusters",
    types: ["aws:ecs/cluster:Cluster"],
    columns: {
      name: input("name"),
      services: users("aws:ecs/service:Service", "cluster"),
      insights: input("settings.*.value"),
    },
  },
  {
    title: "Services",
    types: ["aws:ecs/service:Service"],
    columns: {
      name: input("name"),
      cluster: (object) => last(textAt(object.inputs, "cluster")),
      "task definition": (object) => last(textAt(object.inputs, "taskDefinition")),
      desired: input("desiredCount"),
      capacity: (object) =>
        textsAt(object.inputs, "capacityProviderStrategies.*.capacityProvider").join(", "),
      exec: input("enableExecuteCommand"),
    },
  },
  {
    title: "Task definitions",
    types: ["aws:ecs/taskDefinition:TaskDefinition", inactiveType],
    columns: {
      revision: (object) => last(textAt(object.state, "arn")),
      status: (object) => (object.type === inactiveType ? "INACTIVE" : "ACTIVE"),
      cpu: input("cpu"),
      memory: input("memory"),
      containers: (object) =>
        containersOf(object.inputs)
          .map((container) => textAt(container, "name"))
          .join(", "),
    },
  },
  {
    title: "VPC endpoints",
    types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
    columns: {
      id,
      service: input("serviceName"),
      type: input("vpcEndpointType"),
      subnets: (object) => String(textsAt(object.inputs, "subnetIds.*").length),
    },
  },
  {
    title: "Load balancers",
    types: ["aws:lb/loadBalancer:LoadBalancer"],
    columns: {
      name: input("name"),
      "DNS name": (object) => textAt(object.state, "dnsName"),
      internal: input("internal"),
      listeners: (object, store) =>
        store
          .ofType("aws:lb/listener:Listener")
          .filter(({ inputs }) => textAt(inputs, "loadBalancerArn") === object.id)
          .map(
            ({ inputs }) =>
              `${textAt(inputs, "protocol")} ${valuesAt(inputs, "port").map(display).join("")}`,
          )
          .join(", "),
    },
  },
  {
    title: "Roles",
    types: ["aws:iam/role:Role"],
    columns: {
      name: input("name"),
      description: input("description"),
      policies: users("aws:iam/rolePolicy:RolePolicy", "role"),
    },
  },
  {
    title: "Secrets",
    types: ["aws:secretsmanager/secret:Secret"],
    columns: {
      name: input("name"),
      versions: users("aws:secretsmanager/secretVersion:SecretVersion", "secretId"),
    },
  },
  {
    title: "File systems",
    types: ["aws:efs/fileSystem:FileSystem"],
    columns: {
      id,
      throughput: input("throughputMode"),
      "mount targets": users("aws:efs/mountTarget:MountTarget", "fileSystemId"),
    },
  },
  {
    title: "Log groups",
    types: ["aws:cloudwatch/logGroup:LogGroup"],
    columns: { name: input("name"), "retention (days)": input("retentionInDays") },
  },
];

/** The files of a sandboxed stack: the stand-in cloud, and the engine's state, compared where it exists. */
export interface DescribedFiles {
  readonly cloudFile: string;
  readonly stateFile?: string;
}

export function describeCloud({ cloudFile, stateFile }: DescribedFiles): string {
  if (!existsSync(cloudFile)) return "The stand-in cloud is empty: npx drydock sandbox up\n";
  const store = new CloudStore(cloudFile, { readOnly: true });
  const parts = listings.flatMap(({ title, types, columns }) => {
    const objects = types.flatMap((type) => store.ofType(type));
    if (objects.length === 0) return [];
    const table = new Table({
      head: Object.keys(columns),
      style: { head: [], border: [], compact: true },
    });
    for (const object of objects) {
      table.push(Object.values(columns).map((column) => column(object, store)));
    }
    return [`${bold(title)} (${objects.length})\n${table.toString()}`];
  });
  const listed = new Set(listings.flatMap(({ types }) => types));
  const others = new Map<string, number>();
  for (const { type } of store.all()) {
    if (!listed.has(type)) others.set(type, (others.get(type) ?? 0) + 1);
  }
  const counts = [...others].sort().map(([type, count]) => `  ${count} ${type}`);
  if (counts.length > 0) parts.push([bold("Everything else"), ...counts].join("\n"));
  if (parts.length === 0) parts.push("The stand-in cloud is empty.");
  if (stateFile !== undefined && existsSync(stateFile)) parts.push(...comparison(stateFile, store));
  return `${parts.join("\n\n")}\n`;
}

/** What is on one side only, and why it may be. */
function comparison(stateFile: string, store: CloudStore): string[] {
  const { cloudOnly, stateOnly } = disagreement(stateResources(stateFile), store.all());
  const part = (title: string, lines: readonly string[], why: string): string[] =>
    lines.length === 0
      ? []
      : [[bold(`${title} (${lines.length})`), ...lines.map((line) => `  ${line}`), why].join("\n")];
  return [
    ...part(
      "In the cloud, not in the state",
      cloudOnly,
      "Kept on purpose when it was deleted or replaced, as former revisions, files and versions of secrets are, or left over from " +
        "a creation whose answer was lost. No update touches it any more: in AWS, delete by hand what you do not need.",
    ),
    ...part(
      "In the state, not in the cloud",
      stateOnly,
      "Deleted by somebody else: `refresh` forgets it, and the next `up` creates it again.",
    ),
  ];
}
