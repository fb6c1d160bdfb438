/** What the replacements and deletions of a change mean for those who use the environment, in words. */
import { list } from "../words";
import type { Change } from "./changes";

/** How a loss weighs: data is gone for good, an outage passes. */
export interface Impact {
  readonly kind: "data" | "outage";
  readonly text: string;
}

type Operation = "replace" | "delete";
type Words = (names: string, operation: Operation) => string;

const gone = { replace: "replaced by an empty one", delete: "deleted" } as const;

const data =
  (what: string): Words =>
  (names, operation) =>
    `${what} ${names} ${gone[operation]}: what it holds is lost`;

/** Types that hold what nobody can create again. */
const holdsData: ReadonlyMap<string, Words> = new Map([
  ["efs/fileSystem:FileSystem", data("file system")],
  ["s3/bucket:Bucket", data("bucket")],
  ["secretsmanager/secret:Secret", data("secret")],
  [
    "kms/key:Key",
    (names) => `key ${names} goes: what it encrypted cannot be read after its waiting time`,
  ],
  ["rds/instance:Instance", data("database")],
  ["rds/cluster:Cluster", data("database")],
  ["dynamodb/table:Table", data("table")],
  ["sqs/queue:Queue", data("queue")],
  ["ecr/repository:Repository", data("images of")],
  ["cloudwatch/logGroup:LogGroup", data("log group")],
]);

/** Types without which requests are not answered for a while. */
const answers: ReadonlyMap<string, Words> = new Map([
  [
    "ecs/service:Service",
    (names, operation) =>
      operation === "delete"
        ? `service ${names} ends`
        : `service ${names} is replaced: no tasks from the end of the old ones until new ones are healthy, some minutes`,
  ],
  [
    "lb/loadBalancer:LoadBalancer",
    (names, operation) =>
      operation === "delete"
        ? `load balancer ${names} ends, and with it every route`
        : `load balancer ${names} is replaced: its name and addresses change, some minutes without answers and until DNS follows`,
  ],
  [
    "lb/targetGroup:TargetGroup",
    (names, operation) =>
      operation === "delete"
        ? `target group ${names} ends: its requests have nowhere to go`
        : `target group ${names} is replaced: requests fail until tasks are healthy in the new one`,
  ],
  [
    "lb/listener:Listener",
    (names, operation) => `listener ${names} is ${operation}d: its port does not answer meanwhile`,
  ],
  ["ec2/vpc:Vpc", (names, operation) => `network ${names} is ${operation}d, and everything in it`],
  [
    "ecs/cluster:Cluster",
    (names, operation) => `cluster ${names} is ${operation}d, and every service in it`,
  ],
]);

/** Losses first. Nothing where the engine refuses it, or AWS keeps it. */
export function impactsOf(changes: readonly Change[]): Impact[] {
  return [
    ...impacts(changes, { kind: "data", words: holdsData }),
    ...impacts(changes, { kind: "outage", words: answers }),
  ];
}

function impacts(
  changes: readonly Change[],
  { kind, words }: { readonly kind: Impact["kind"]; readonly words: ReadonlyMap<string, Words> },
): Impact[] {
  return [...words].flatMap(([type, say]) =>
    (["replace", "delete"] as const).flatMap((operation): Impact[] => {
      const names = changes
        .filter((one) => one.type === `aws:${type}` && one.operation === operation)
        .filter((one) => !one.protected && !one.retained)
        .map(({ name }) => name);
      return names.length === 0 ? [] : [{ kind, text: say(list(names), operation) }];
    }),
  );
}
