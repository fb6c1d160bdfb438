/** Changes that end in an error of the engine or of AWS, some of them half-way, and what lets them through. */
import { defaultLoadBalancer, loadBalancerName } from "drydock-components/model/ingress";
import type { Change } from "./changes";

/** Where to go on reading. */
const procedures = 'docs/operations.md, "Changes to plan"';

/** A paragraph for each change that will be refused. */
export function refusalsOf(changes: readonly Change[]): string[] {
  const kept = changes.filter((change) => change.protected);
  const retirable = kept.filter((change) => retireLine(change) !== undefined);
  return changes.flatMap((change) => {
    const what = `${change.name} (${change.type}) would be ${change.operation}d`;
    if (change.operation === "replace" && change.type === "aws:ec2/vpc:Vpc") {
      return [
        `${what}. No update can move everything out of a VPC: a load balancer, for one, cannot change its own. Put the ` +
          `former network back, or see ${procedures}.`,
      ];
    }
    const line = retireLine(change);
    if (!change.protected) return [];
    if (line !== undefined) {
      return [
        `${what}, and is protected. If it is to go, first leave it as it was, add ${line} and update; then make this ` +
          "change and take the line out again.",
      ];
    }
    // A part of what has an entry goes with it.
    if (retirable.some(({ parent }) => parent !== undefined && parent === change.parent)) return [];
    return [`${what}, and is protected: the engine refuses. See ${procedures}.`];
  });
}

/** The entry of `drydock:retire` for a resource; undefined for a part of something that has one, or where there is none. */
function retireLine({ type, parent = "" }: Change): string | undefined {
  const [component = "", name = ""] = parent.split("$").at(-1)?.split("::") ?? [];
  const entry = entries.find((one) => one.component === component && type.startsWith(one.type));
  return entry && `\`drydock:retire: { ${entry.text(name)} }\`${entry.only ?? " (or `delete`)"}`;
}

const balancer = (component: string): string =>
  component === defaultLoadBalancer ? component : component.slice(loadBalancerName("").length);

/** By the component that creates it and the start of its type. */
const entries: readonly {
  readonly component: string;
  readonly type: string;
  readonly text: (name: string) => string;
  /** In place of the other choice. */
  readonly only?: string;
}[] = [
  {
    component: "drydock:index:FileSystem",
    type: "aws:efs/fileSystem:",
    text: (name) => `fileSystems: { ${name}: keep }`,
  },
  {
    component: "drydock:index:VersionedSecret",
    type: "aws:secretsmanager/secret:",
    text: (name) => `secrets: { ${name}: keep }`,
  },
  {
    component: "drydock:index:ContainerImage",
    type: "aws:ecr/repository:",
    text: (name) => `images: { ${name}: keep }`,
  },
  { component: "drydock:index:EnvFiles", type: "aws:s3/bucket:", text: () => "envFiles: keep" },
  { component: "drydock:index:EncryptionKey", type: "aws:kms/key:", text: () => "key: keep" },
  {
    component: "drydock:index:Ingress",
    type: "aws:s3/bucket:",
    text: (name) => `accessLogs: { ${balancer(name)}: keep }`,
  },
  {
    component: "drydock:index:Ingress",
    type: "aws:lb/loadBalancer:",
    text: (name) => `loadBalancers: { ${balancer(name)}: delete }`,
    only: "",
  },
];
