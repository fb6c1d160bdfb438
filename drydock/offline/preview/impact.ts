/** What the replacements and deletions of a change mean for those who use the environment, in words. */
import { list } from "../words";
import type { Change } from "./changes";

/** How a loss weighs: data is gone for good, an outage passes. */
export interface Impact {
  readonly kind: "data" | "outage";
  readonly text: string;
}

const operations = ["replace", "delete"] as const;

/** A sentence for each operation; `{names}` are the resources. */
type Words = Readonly<Record<(typeof operations)[number], string>>;

const same = (words: string): Words => ({
  replace: words.replace("{done}", "replaced"),
  delete: words.replace("{done}", "deleted"),
});

const data = (what: string): Words => ({
  replace: `${what} {names} replaced by an empty one: what it holds is lost`,
  delete: `${what} {names} deleted: what it holds is lost`,
});

/** Types that hold what nobody can create again. */
const holdsData: Readonly<Record<string, Words>> = {
  "efs/fileSystem:FileSystem": data("file system"),
  "s3/bucket:Bucket": data("bucket"),
  "secretsmanager/secret:Secret": data("secret"),
  "kms/key:Key": same("key {names} goes: what it encrypted cannot be read after its waiting time"),
  "rds/instance:Instance": data("database"),
  "rds/cluster:Cluster": data("database"),
  "dynamodb/table:Table": data("table"),
  "sqs/queue:Queue": data("queue"),
  "ecr/repository:Repository": data("images of"),
  "cloudwatch/logGroup:LogGroup": data("log group"),
};

/** Types without which requests are not answered for a while. */
const answers: Readonly<Record<string, Words>> = {
  "ecs/service:Service": {
    delete: "service {names} ends",
    replace:
      "service {names} is replaced: no tasks from the end of the old ones until new ones are healthy, some minutes",
  },
  "lb/loadBalancer:LoadBalancer": {
    delete: "load balancer {names} ends, and with it every route",
    replace:
      "load balancer {names} is replaced: its name and addresses change, some minutes without answers and until DNS follows",
  },
  "lb/targetGroup:TargetGroup": {
    delete: "target group {names} ends: its requests have nowhere to go",
    replace:
      "target group {names} is replaced: requests fail until tasks are healthy in the new one",
  },
  "lb/listener:Listener": same("listener {names} is {done}: its port does not answer meanwhile"),
  "ec2/vpc:Vpc": same("network {names} is {done}, and everything in it"),
  "ecs/cluster:Cluster": same("cluster {names} is {done}, and every service in it"),
};

/** Losses first. Nothing where the engine refuses it, or AWS keeps it. */
export function impactsOf(changes: readonly Change[]): Impact[] {
  return [
    ...impacts(changes, { kind: "data", words: holdsData }),
    ...impacts(changes, { kind: "outage", words: answers }),
  ];
}

function impacts(
  changes: readonly Change[],
  {
    kind,
    words,
  }: { readonly kind: Impact["kind"]; readonly words: Readonly<Record<string, Words>> },
): Impact[] {
  return Object.entries(words).flatMap(([type, say]) =>
    operations.flatMap((operation): Impact[] => {
      const names = changes
        .filter((one) => one.type === `aws:${type}` && one.operation === operation)
        .filter((one) => !one.protected && !one.retained)
        .map(({ name }) => name);
      return names.length === 0
        ? []
        : [{ kind, text: say[operation].replace("{names}", () => list(names)) }];
    }),
  );
}
