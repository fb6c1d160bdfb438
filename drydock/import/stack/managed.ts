/** What AWS runs in place of a container: databases, caches, queues and brokers. */
import { variableStart } from "drydock-components/model/databases";
import type { Tree } from "../paths";
import type { Connections } from "./connections";
import { type Context, logical, type Named, named } from "./context";
import { publicImageOf } from "./needs";
import { pool } from "./secrets";

interface Proposal {
  readonly message: string;
  /** Lines to paste into the stack file, with placeholders in angle brackets. */
  readonly block: Tree;
}

interface Subject {
  readonly one: Named;
  /** Its name in the stack file. */
  readonly name: string;
  /** The services that call it, by their names in the stack file. */
  readonly callers: readonly string[];
  readonly context: Context;
}

/** Proposes the lines of the stack file that take the place of each such service. */
export function managedNotes({ callees }: Connections, context: Context): void {
  for (const service of context.project.services.keys()) {
    const one = named(context, service);
    const kind = kindOf(publicImageOf(one, context) ?? "");
    const callers = [...callees]
      .filter(([, targets]) => targets.includes(service))
      .map(([caller]) => logical(context, caller));
    const proposal = kind?.({ one, name: logical(context, service), callers, context });
    if (proposal !== undefined) context.notes.managed(one.at, proposal);
  }
}

type Kind = (subject: Subject) => Proposal;

/** The variable with the database's name, of images that take one. */
const relational = (engine: string, nameVariable: string): Kind =>
  bound({ engine, runs: "Amazon RDS or Aurora", nameVariable, hasLogin: true });
const cache = (engine: string): Kind => bound({ engine, runs: "Amazon ElastiCache" });

/** By the end of the image's name. */
const kinds: readonly (readonly [image: RegExp, kind: Kind])[] = [
  [/^(?:postgres|postgresql|postgis|pgvector)$/, relational("postgres", "POSTGRES_DB")],
  [/^mysql$/, relational("mysql", "MYSQL_DATABASE")],
  [/^mariadb$/, relational("mariadb", "MARIADB_DATABASE")],
  [/^mongo(?:db)?$/, bound({ engine: "mongodb", runs: "Amazon DocumentDB", hasLogin: true })],
  [/^redis$/, cache("redis")],
  [/^valkey$/, cache("valkey")],
  [/^memcached$/, cache("memcached")],
  [/^(?:elasticmq(?:-native)?|alpine-sqs|localstack(?:-pro)?)$/, queues],
  [/^rabbitmq$/, broker],
];

function kindOf(reference: string): Kind | undefined {
  const image = reference.split("@")[0]?.split("/").at(-1)?.split(":")[0] ?? "";
  return kinds.find(([pattern]) => pattern.test(image))?.[1];
}

interface Bound {
  readonly engine: string;
  /** The services of AWS that run it. */
  readonly runs: string;
  readonly nameVariable?: string;
  readonly hasLogin?: true;
}

function bound({ engine, runs, nameVariable = "", hasLogin }: Bound): Kind {
  return ({ one, name, callers }) => {
    const databaseName = one.service.environment?.get(nameVariable) ?? "";
    const isNamed = /^[A-Za-z0-9_-]{1,63}$/.test(databaseName);
    const secret = name === pool ? `${name}-login` : name;
    const variables = ["HOST", "PORT", ...(isNamed ? ["NAME"] : [])];
    const all = [...variables, ...(hasLogin ? ["USERNAME", "PASSWORD"] : [])];
    return {
      message:
        `${runs} runs and patches this for you. Create one, remove the service ${name} and its name from ` +
        `connectsTo, and bind it with these lines. Who uses it gets ${all.map((end) => `${variableStart(name)}_${end}`).join(", ")}.`,
      block: {
        "drydock:databases": {
          [name]: {
            engine,
            host: "<host>",
            securityGroupId: "<its security group>",
            ...(isNamed ? { databaseName } : {}),
            ...(hasLogin ? { secret } : {}),
          },
        },
        ...(hasLogin
          ? { "drydock:secrets": { [secret]: { arn: "<secret with username and password>" } } }
          : {}),
        ...using(callers, { databases: { [name]: {} } }),
      },
    };
  };
}

const using = (callers: readonly string[], settings: Tree): Tree =>
  callers.length === 0
    ? {}
    : { "drydock:services": Object.fromEntries(callers.map((caller) => [caller, settings])) };

/** `http://mq:9324/queue/orders`, `http://aws:4566/000000000000/orders.fifo`. */
const queueUrl = /\/(?:queue|\d{12})\/([A-Za-z0-9_-]{1,75})(\.fifo)?(?![\w.-])/g;

/** A stand-in for Amazon SQS. */
function queues({ name, callers, context }: Subject): Proposal {
  const texts = [...context.project.services.values()].flatMap(({ environment, command }) => [
    ...[...(environment?.values() ?? [])].filter((value) => value !== null),
    ...(command ?? []),
  ]);
  const found = texts.flatMap((text) =>
    [...text.matchAll(queueUrl)].map(([, queue = "", fifo]): [string, Tree] => [
      stackName(queue),
      fifo === undefined ? {} : { fifo: true },
    ]),
  );
  const all = Object.fromEntries(found.length === 0 ? [["work", {}]] : found);
  const [first = ""] = Object.keys(all);
  return {
    message:
      `It stands in for Amazon SQS. Remove the service ${name}, with the endpoint and the access keys in variables of others, and let ` +
      `Drydock create the queues: their addresses are in ${Object.keys(all)
        .map((queue) => `${variableStart(queue)}_QUEUE_URL`)
        .join(
          ", ",
        )}. A service that receives has consumes: { ${first}: { secondsPerMessage: 1 } } in place of sends. What else ` +
      "it stands in for, such as buckets, is yours to create beside the environment.",
    block: { "drydock:queues": all, ...using(callers, { sends: Object.keys(all) }) },
  };
}

/** A name as stack files have it. */
const stackName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 24);

function broker({ name, callers }: Subject): Proposal {
  return {
    message:
      `Amazon MQ runs RabbitMQ for you, over TLS on port 5671. Create a broker that admits the tasks, remove the service ${name}, and let ` +
      "them out to it with these lines. Code that can use Amazon SQS instead gets a queue by drydock:queues.",
    block: using(callers, { reaches: [{ securityGroupId: "<its security group>", port: 5671 }] }),
  };
}
