import assert from "node:assert/strict";
import { serviceSummaries } from "../../../drydock/offline/preview/summary/service";
import { accepts, loadedOf, refuses, services } from "../support";

const group = "sg-0a1b2c3d4e5f60718";
const arn = "arn:aws:secretsmanager:us-east-2:111122223333:secret:orders-AbCdEf";
const iamUserArn = "arn:aws:rds-db:us-east-2:111122223333:dbuser:db-ABC/app";
const orders = { engine: "postgres", host: "orders.example.com", securityGroupId: group };
const using = (
  database: object,
  api: Record<string, unknown> = {},
  others: Record<string, unknown> = { secrets: { db: { arn } } },
) => ({
  ...others,
  databases: { orders: database },
  ...services({ api: { databases: { orders: {} }, ...api } }),
});

describe("rule: databases", () => {
  accepts("a database with a secret", using({ ...orders, secret: "db" }));
  accepts(
    "a cache outside of the VPC",
    using({ engine: "redis", host: "10.8.0.9", cidr: "10.8.0.0/24" }),
  );
  refuses(
    "a database that is not there",
    `drydock:services.api.databases.order: There is no database of this name.
allowed: databases here: orders
fix: Did you mean orders?`,
    using(orders, { databases: { order: {} } }),
  );
  refuses(
    "a database that is nowhere",
    `drydock:databases.orders: This says no place that tasks are let out to.
allowed: securityGroupId or cidr
fix: Add securityGroupId: sg-..., or cidr with its addresses where it has no security group of this VPC.`,
    using({ engine: "postgres", host: "orders.example.com" }),
  );
  refuses(
    "a database that is in two places",
    `drydock:databases.orders.cidr = "10.8.0.0/24": It has a security group, and the rules name that.
allowed: securityGroupId or cidr
fix: Remove cidr.`,
    using({ ...orders, cidr: "10.8.0.0/24" }),
  );
  refuses(
    "places that are everywhere, or none",
    `drydock:services.api.reaches[0].cidr = "0.0.0.0/0": This is every address.
allowed: the addresses of one thing
fix: Name its addresses; ports on the internet belong under drydock:network.egressPorts.

drydock:services.api.reaches[1].cidr = "10.8.0.9/24": This is an address inside a range, not the range's first address.
allowed: 10.8.0.0/24
fix: Write 10.8.0.0/24.`,
    using(orders, {
      reaches: [
        { cidr: "0.0.0.0/0", port: 443 },
        { cidr: "10.8.0.9/24", port: 389 },
      ],
    }),
  );
  refuses(
    "a secret that is not there",
    `drydock:databases.orders.secret = "dn": There is no secret of this name.
allowed: secrets here: db
fix: Did you mean db?`,
    using({ ...orders, secret: "dn" }),
  );
  const managed = { secrets: { db: { versions: [{ password: { generate: 32 } }] } } };
  accepts(
    "the keys that a secret has",
    using({ ...orders, secret: "db", secretKeys: ["password"] }, {}, managed),
  );
  refuses(
    "a key that the secret lacks",
    `drydock:databases.orders.secret = "db": The newest version of this secret has no key username.
allowed: keys of it: password
fix: Write secretKeys: [password], or append a version that has username.`,
    using({ ...orders, secret: "db" }, {}, managed),
  );
  accepts("a user by IAM", using({ ...orders, iamUserArn }));
  refuses(
    "a user by IAM of a cache",
    `drydock:databases.orders.iamUserArn = "${iamUserArn}": RDS has no users by IAM for valkey.
allowed: iamUserArn with postgres, mysql, mariadb
fix: Remove it, and give the secret.`,
    using({ ...orders, engine: "valkey", iamUserArn }),
  );
  const scaled = { scaling: { min: 2, max: 10, cpuPercent: 60 } };
  const pooled = { ...scaled, databases: { orders: { poolSize: 10 } } };
  accepts("pools that just fit", using({ ...orders, maxConnections: 200 }, pooled));
  refuses(
    "pools that do not fit during a deployment",
    `drydock:databases.orders.maxConnections = 199: All tasks together, old and new ones during deployments, open up to 200 connections: api (20 x 10).
allowed: tasks x maximumPercent x poolSize of all that use it within maxConnections
fix: Write poolSize: 9 or less, run fewer tasks, or lower deployment.maximumPercent.`,
    using({ ...orders, maxConnections: 199 }, pooled),
  );
  const inPlace = { deployment: { minimumHealthyPercent: 50, maximumPercent: 100 } };
  accepts(
    "pools that fit, since tasks stop before new ones start",
    using({ ...orders, maxConnections: 100 }, { ...pooled, ...inPlace }),
  );
  refuses(
    "more tasks than connections",
    `drydock:databases.orders.maxConnections = 5: All tasks together, old and new ones during deployments, open up to 200 connections: api (20 x 10).
allowed: tasks x maximumPercent x poolSize of all that use it within maxConnections
fix: Run fewer tasks, or put a proxy such as RDS Proxy in front and bind that.`,
    using({ ...orders, maxConnections: 5 }, pooled),
  );

  it("gives a task its variables, secrets and permission, and leaves it its own", () => {
    const api = {
      databases: { orders: { poolSize: 5 } },
      environment: { ORDERS_HOST: "proxy.example.com" },
    };
    const database = { ...orders, databaseName: "shop", secret: "db", iamUserArn };
    const { config } = loadedOf(using(database, api));
    const task = config.services["api"];
    assert.deepEqual(task?.environment, {
      ORDERS_HOST: "proxy.example.com",
      ORDERS_PORT: "5432",
      ORDERS_NAME: "shop",
      ORDERS_USER: "app",
      ORDERS_POOL_SIZE: "5",
    });
    assert.deepEqual(task.secrets, {
      ORDERS_USERNAME: { secret: "db", key: "username" },
      ORDERS_PASSWORD: { secret: "db", key: "password" },
    });
    assert.deepEqual(task.permissions, [{ actions: ["rds-db:connect"], resources: [iamUserArn] }]);
  });
});

describe("the summary of what a service reaches", () => {
  const linesOf = (cidr: string, network: object, api: Record<string, unknown> = {}) =>
    serviceSummaries(
      loadedOf({ network, ...services({ api: { reaches: [{ cidr, port: 636 }], ...api } }) }),
    )[0]?.facts.find(({ label }) => label === "reaches")?.lines;
  const outside = ["on port 636, once a route of yours leads there"];

  it("says what needs a route that the program does not create", () => {
    for (const [cidr, natGateways, lines] of [
      ["10.8.0.0/24", "none", outside],
      ["10.8.0.0/24", "single", outside],
      ["203.0.113.0/24", "none", outside],
      ["203.0.113.0/24", "single", ["on port 636"]],
      ["10.0.3.0/24", "none", ["on port 636"]],
    ] as const) {
      const expected = lines.map((line) => `${cidr} ${line}`);
      assert.deepEqual(linesOf(cidr, { cidr: "10.0.0.0/16", natGateways }), expected);
    }
    const inPublic = linesOf("203.0.113.0/24", {}, { placement: "public" });
    assert.deepEqual(inPublic, ["203.0.113.0/24 on port 636"]);
  });

  it("says it of a database that is known by its addresses", () => {
    const cache = { engine: "redis", host: "10.8.0.9", cidr: "10.8.0.0/24" };
    const [api] = serviceSummaries(loadedOf(using(cache)));
    assert.deepEqual(api?.facts.find(({ label }) => label === "reaches")?.lines, [
      "the database orders, once a route of yours leads there",
    ]);
  });
});
