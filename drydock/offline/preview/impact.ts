/** What a change means for those who use the environment, in words. */
import { list } from "../words";
import type { Change } from "./changes";
import { outageText } from "./outage";

/** How a change weighs: data is gone for good, an outage passes, a way is open to the world, tasks roll without an outage. */
export interface Impact {
  readonly kind: "data" | "outage" | "open" | "roll";
  readonly text: string;
}

/** The things of a sentence, and the words that agree with their number. */
interface Things {
  readonly names: string;
  readonly it: string;
  readonly its: string;
  readonly anEmptyOne: string;
}

/** Sentences about one kind of thing. */
interface Sentences {
  readonly noun: string;
  readonly replace: (things: Things) => string;
  readonly delete: (things: Things) => string;
}

/** @param content with its verb, such as `data is` */
const data = (noun: string, content = "data is"): Sentences => ({
  noun,
  replace: ({ names, its, anEmptyOne }) =>
    `${names} will be replaced by ${anEmptyOne}: ${its} ${content} lost`,
  delete: ({ names, its }) => `${names} will be deleted: ${its} ${content} lost`,
});

const both = (noun: string, after: string): Sentences => ({
  noun,
  replace: ({ names }) => `${names} will be replaced${after}`,
  delete: ({ names }) => `${names} will be deleted${after}`,
});

/** Types that hold what nobody can create again. */
const holdsData: Readonly<Record<string, Sentences>> = {
  "efs/fileSystem:FileSystem": data("file system"),
  "s3/bucket:Bucket": data("bucket"),
  "secretsmanager/secret:Secret": data("secret", "versions are"),
  "kms/key:Key": both(
    "key",
    ", and what was encrypted with it cannot be read after the waiting time",
  ),
  "rds/instance:Instance": data("database"),
  "rds/cluster:Cluster": data("database"),
  "dynamodb/table:Table": data("table"),
  "sqs/queue:Queue": data("queue", "messages are"),
  "ecr/repository:Repository": data("image repository", "images are"),
  "cloudwatch/logGroup:LogGroup": data("log group", "entries are"),
};

/** Types without which requests are not answered for a while. */
const answers: Readonly<Record<string, Sentences>> = {
  "ecs/service:Service": {
    noun: "service",
    replace: ({ names, it }) =>
      `${names} will be replaced: ${outageText("ecs/service:Service")} without ${it}`,
    delete: ({ names }) => `${names} will end`,
  },
  "lb/loadBalancer:LoadBalancer": {
    noun: "load balancer",
    replace: ({ names, it, its }) =>
      `${names} will be replaced: ${outageText("lb/loadBalancer:LoadBalancer")} without ${it}, and until DNS follows ${its} new name`,
    delete: ({ names }) => `${names} will end, and every route with it`,
  },
  "lb/targetGroup:TargetGroup": {
    noun: "target group",
    replace: ({ names }) =>
      `${names} will be replaced: ${outageText("lb/targetGroup:TargetGroup")} without answers`,
    delete: ({ names, its }) => `${names} will end: ${its} requests have nowhere to go`,
  },
  "lb/listener:Listener": {
    noun: "listener",
    replace: ({ names }) =>
      `${names} will be replaced: ${outageText("lb/listener:Listener")} without answers`,
    delete: ({ names, its }) => `${names} will end: nothing answers on ${its} port`,
  },
  "ec2/vpc:Vpc": both("network", ", and everything in it"),
  "ecs/cluster:Cluster": both("cluster", ", and every service in it"),
};

/**
 * Losses first, then ways in from outside, outages, and what rolls. Nothing where the engine refuses it, or AWS keeps it.
 *
 * @param opened sentences of the picture about ways in from outside
 */
export function impactsOf(changes: readonly Change[], opened: readonly string[] = []): Impact[] {
  return [
    ...impacts(changes, "data", holdsData),
    ...opened.map((text): Impact => ({ kind: "open", text })),
    ...impacts(changes, "outage", answers),
    ...rolled(changes),
  ];
}

const operations = ["replace", "delete"] as const;

function impacts(
  changes: readonly Change[],
  kind: Impact["kind"],
  sentences: Readonly<Record<string, Sentences>>,
): Impact[] {
  return Object.entries(sentences).flatMap(([type, say]) =>
    operations.flatMap((operation): Impact[] => {
      const names = changes
        .filter((one) => one.type === `aws:${type}` && one.operation === operation)
        .filter((one) => !one.protected && !one.retained)
        .map(({ name }) => name);
      return names.length === 0 ? [] : [{ kind, text: say[operation](thingsOf(say.noun, names)) }];
    }),
  );
}

/** ECS replaces tasks where a service gets another revision of its definition. */
function rolled(changes: readonly Change[]): Impact[] {
  const names = changes
    .filter(({ type, operation }) => type === "aws:ecs/service:Service" && operation === "update")
    .filter(({ properties }) =>
      properties.some(({ path }) => /^(?:taskDefinition|triggers)/.test(path)),
    )
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const things = thingsOf("service", names);
  return [
    { kind: "roll", text: `${things.names} will roll: new tasks take the place of the old ones` },
  ];
}

function thingsOf(noun: string, names: readonly string[]): Things {
  const one = names.length === 1;
  return {
    names: `${one ? noun : plural(noun)} ${list(names)}`,
    it: one ? "it" : "them",
    its: one ? "its" : "their",
    anEmptyOne: one ? "an empty one" : "empty ones",
  };
}

const plural = (noun: string): string =>
  /[^aeiou]y$/.test(noun) ? noun.replace(/y$/, "ies") : `${noun}s`;
