// What the import proposes in place of containers. Not proved here: that the applications work with it.
import assert from "node:assert/strict";
import { stringify } from "yaml";
import { isMap } from "drydock-components/model/check/path";
import { formatProblems, loadStackFile } from "../../drydock/config";
import { memoryFiles } from "../config/support";
import { made } from "./support";

const compose = `
services:
  web:
    image: a/b:1
    environment:
      DATABASE_HOST: db
      CACHE_URL: redis://cache:6379/0
      QUEUE_URL: http://mq:9324/queue/New_Orders
      RETURNS_URL: http://mq:9324/000000000000/returns.fifo
      AMQP: amqp://rabbit:5672
  db: { image: "postgis/postgis:17-3.5", expose: [ 5432 ], environment: { POSTGRES_DB: shop, POSTGRES_HOST_AUTH_METHOD: trust } }
  cache: { image: "redis:8.2" }
  mq: { image: "softwaremill/elasticmq-native:1.6", expose: [ 9324 ] }
  rabbit: { image: "rabbitmq:4" }
`;

type Values = Readonly<Record<string, unknown>>;

/** Maps one over another, at every depth. */
function merged(one: Values, other: Values): Values {
  const entries = Object.entries(other).map(([key, value]): [string, unknown] => {
    const former = one[key];
    return [key, isMap(former) && isMap(value) ? merged(former, value) : value];
  });
  return { ...one, ...Object.fromEntries(entries) };
}

describe("import: what AWS runs in place of containers", () => {
  const result = made(compose);
  const managed = result.imported.notes.filter(({ kind }) => kind === "managed");

  it("is proposed for each, to those who call it", () => {
    const [db, cache, queues, broker] = managed.map(({ block }) => block);
    assert.deepEqual(db, {
      "drydock:databases": {
        db: {
          engine: "postgres",
          host: "<host>",
          securityGroupId: "<its security group>",
          databaseName: "shop",
          secret: "db",
        },
      },
      "drydock:secrets": { db: { arn: "<secret with username and password>" } },
      "drydock:services": { web: { databases: { db: {} } } },
    });
    assert.deepEqual(cache?.["drydock:databases"], {
      cache: { engine: "redis", host: "<host>", securityGroupId: "<its security group>" },
    });
    assert.deepEqual(queues, {
      "drydock:queues": { "new-orders": {}, returns: { fifo: true } },
      "drydock:services": { web: { sends: ["new-orders", "returns"] } },
    });
    assert.deepEqual(broker, {
      "drydock:services": {
        web: { reaches: [{ securityGroupId: "<its security group>", port: 5671 }] },
      },
    });
  });

  it("is a stack file that loads, once it is pasted, filled in and the containers are gone", () => {
    assert.ok(isMap(result.config));
    const pasted = managed.reduce((all, { block = {} }) => merged(all, block), result.config);
    const services = pasted["drydock:services"];
    assert.ok(isMap(services) && isMap(services["web"]));
    const { connectsTo, ...web } = services["web"];
    assert.deepEqual(connectsTo, ["db", "cache", "mq", "rabbit"]);
    const text = stringify({ config: { ...pasted, "drydock:services": { web } } })
      .replaceAll("<its security group>", "sg-0a1b2c3d4e5f60718")
      .replaceAll("<host>", "shop.example.com")
      .replace("<secret", "arn:aws:secretsmanager:us-east-2:111122223333:secret:db-AbCdEf #");
    const loaded = loadStackFile("Pulumi.test.yaml", { text, files: memoryFiles({}) });
    assert.ok(!("problems" in loaded), "problems" in loaded ? formatProblems(loaded.problems) : "");
  });

  it("is in the stack file's comments, to be pasted", () => {
    assert.match(
      result.text,
      /# AWS can run these in place of containers:\n# - docker-compose\.yml:11 services\.db\n/,
    );
    assert.match(result.text, /\n# {7}drydock:queues:\n# {9}new-orders: \{\}\n/);
  });

  it("is nothing for an image of another name", () => {
    const other = made(`services: { web: { image: "a/postgres-exporter:1" } }`);
    assert.deepEqual(other.subjects("managed"), []);
  });

  it("has a queue to name where no address does", () => {
    const { imported } = made(`services: { aws: { image: "localstack/localstack:4" } }`);
    const note = imported.notes.find(({ kind }) => kind === "managed");
    assert.deepEqual(note?.block, { "drydock:queues": { work: {} } });
    assert.match(note.message, /WORK_QUEUE_URL/);
  });
});
