import { z } from "zod";
import { type ArnHome, arnProblems, databaseUserKind } from "./arns";
import { type ModelProblem, problemIf, within } from "./check/problem";
import { cidr, hostBits } from "./cidr";
import { securityGroupId } from "./existing";
import { logicalName, matching, port, several, severalNamed, strict, whole } from "./primitives";

const engines = [
  ...(["postgres", "mysql", "mariadb", "sqlserver", "oracle", "mongodb"] as const),
  ...(["redis", "valkey", "memcached"] as const),
] as const;

/** The port on which each engine listens unless it is told another one. */
const enginePorts: Readonly<Record<(typeof engines)[number], number>> = {
  postgres: 5432,
  mysql: 3306,
  mariadb: 3306,
  sqlserver: 1433,
  oracle: 1521,
  mongodb: 27017,
  redis: 6379,
  valkey: 6379,
  memcached: 11211,
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html */
const enginesWithUsers: readonly string[] = ["postgres", "mysql", "mariadb"];

/** Where something is that tasks reach: one of the two. */
const targetShape = {
  securityGroupId: securityGroupId.optional().describe("Its security group."),
  cidr: cidr("10.8.0.0/24", 32)
    .optional()
    .describe("Its addresses, where it has no security group of this VPC."),
};

const database = strict({
  engine: z.enum(engines).describe("What it is."),
  host: matching(
    /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/,
    "a host name or an address, such as orders.cluster-abc.us-east-2.rds.amazonaws.com",
  ).describe("The host name or address: variable <NAME>_HOST."),
  port: port
    .optional()
    .describe("The TCP port: variable <NAME>_PORT. Defaults to that of the engine."),
  databaseName: matching(/^[A-Za-z0-9_$-]{1,63}$/, "1 to 63 letters, digits, _ $ -")
    .optional()
    .describe("The database in it: variable <NAME>_NAME. Defaults to no variable."),
  securityGroupId: targetShape.securityGroupId.describe(
    "Its security group: it gets a rule that admits each task which uses the database.",
  ),
  cidr: targetShape.cidr,
  secret: logicalName
    .optional()
    .describe(
      "A name under drydock:secrets: one variable for each of secretKeys. Defaults to none.",
    ),
  secretKeys: z
    .array(matching(/^[A-Za-z0-9_]{1,64}$/, "letters, digits and _"))
    .min(1)
    .default(["username", "password"])
    .describe(
      "The keys of the secret's JSON that tasks get, as <NAME>_<KEY>. Defaults to username and password, as RDS writes them.",
    ),
  iamUserArn: z
    .string()
    .optional()
    .describe(
      "The user whom tasks log in as by IAM, such as arn:aws:rds-db:us-east-2:111122223333:dbuser:db-ABC/app: variable <NAME>_USER and the permission rds-db:connect. Defaults to none.",
    ),
  maxConnections: whole(1, 1000000)
    .optional()
    .describe(
      "Connections that the database admits: the pools of all tasks together, old and new ones during a deployment, are held to it. Defaults to no check.",
    ),
});

export const databases = severalNamed(
  database,
  "Databases and caches that exist, by the name services use them by. Drydock binds them and never changes them, but for one rule in their security group.",
);

export type DatabaseConfig = z.output<typeof database>;

const reach = strict({
  ...targetShape,
  port: port.describe("The TCP port."),
});

export const reachShape = {
  databases: severalNamed(
    strict({
      poolSize: whole(1, 100000)
        .optional()
        .describe("Connections that one task opens at most: variable <NAME>_POOL_SIZE."),
    }),
    "Databases under drydock:databases that the code uses, by name: each gives its variables, secrets, permission and security-group rules.",
  ),
  reaches: several(
    reach,
    "Anything else in reach of the VPC that the code calls: tasks are let out to it. Its own security group has to admit them: the output securityGroupIds has the groups of services.",
  ),
};

/** The start of its variables: `ORDERS_DB` of `orders-db`. */
export const variableStart = (name: string): string => name.toUpperCase().replaceAll("-", "_");

/** The port that it listens on. */
export const portOf = ({ engine, port }: DatabaseConfig): number => port ?? enginePorts[engine];

/** The user whom tasks log in as by IAM: `app` of `arn:aws:rds-db:...:dbuser:db-ABC/app`. */
export const userOf = ({ iamUserArn }: DatabaseConfig): string | undefined =>
  iamUserArn?.split(":dbuser:")[1]?.split("/")[1];

type Target = Readonly<Partial<Record<keyof typeof targetShape, string | undefined>>>;

/** The problems of where something is. */
export function targetProblems({ securityGroupId, cidr }: Target): ModelProblem[] {
  if (cidr !== undefined && securityGroupId !== undefined) {
    return [
      {
        path: ["cidr"],
        related: [["securityGroupId"]],
        message: "It has a security group, and the rules name that.",
        allowed: "securityGroupId or cidr",
        fix: "Remove cidr.",
      },
    ];
  }
  if (cidr === undefined && securityGroupId === undefined) {
    return [
      {
        path: [],
        at: "key",
        message: "This says no place that tasks are let out to.",
        allowed: "securityGroupId or cidr",
        fix: "Add securityGroupId: sg-..., or cidr with its addresses where it has no security group of this VPC.",
      },
    ];
  }
  if (cidr === undefined) return [];
  if (!cidr.endsWith("/0")) return within(["cidr"], hostBits(cidr));
  return [
    {
      path: ["cidr"],
      message: "This is every address.",
      allowed: "the addresses of one thing",
      fix: "Name its addresses; ports on the internet belong under drydock:network.egressPorts.",
    },
  ];
}

/** Returns the problems of one database. */
export function databaseProblems(value: DatabaseConfig, home: ArnHome): ModelProblem[] {
  const { engine, iamUserArn } = value;
  return [
    ...targetProblems(value),
    ...within(["iamUserArn"], arnProblems(iamUserArn, databaseUserKind, home)),
    ...problemIf(iamUserArn !== undefined && !enginesWithUsers.includes(engine), {
      path: ["iamUserArn"],
      related: [["engine"]],
      message: `RDS has no users by IAM for ${engine}.`,
      allowed: `iamUserArn with ${enginesWithUsers.join(", ")}`,
      fix: "Remove it, and give the secret.",
    }),
  ];
}
