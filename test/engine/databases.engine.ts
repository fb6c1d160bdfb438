import * as assert from "node:assert/strict";
import { textAt } from "../../drydock/offline/cloud/values";
import { changesOf, Engine, type Run, succeed } from "./support/engine";
import { set, web } from "./support/everyday-changes";
import { Scratch } from "./support/scratch";

const databases = "drydock:databases";
const group = "sg-2a1b2c3d4e5f60718";

/** The binding of a database that exists, from its creation to its end. */
describe("the database of examples/existing-platform", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open(
      new Scratch("examples/existing-platform/Pulumi.example.yaml", "example"),
    );
    set([], { "drydock:lifecycle": "disposable" })(engine.scratch);
  });
  after(() => engine.close());

  const deployed = ["+- ecs.TaskDefinition web", "~ ecs.Service web"];
  const change = async (path: readonly string[], values: Record<string, unknown>): Promise<Run> => {
    set(path, values)(engine.scratch);
    return succeed(engine.up());
  };
  /** The rules of the database's group, as `<type> <name>`. */
  const admitted = () =>
    engine
      .cloud()
      .filter(({ inputs }) => inputs["securityGroupId"] === group)
      .map(({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`);

  it("admits the service before its tasks start", async () => {
    const { steps } = await succeed(engine.up());
    const rule = `create aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule web-reaches-${group}-5432-in`;
    assert.ok(steps.includes(rule), steps.join("\n"));
    assert.ok(steps.indexOf(rule) < steps.indexOf("create aws:ecs/service:Service web"));
    assert.deepEqual(admitted(), [`SecurityGroupIngressRule web-reaches-${group}-5432-in`]);
    assert.deepEqual((await succeed(engine.up())).steps, []);
  });

  it("gives another rule, variable and task with another port", async () => {
    const changes = changesOf(await change([databases, "orders"], { port: 5433 }));
    assert.deepEqual(
      deployed.filter((step) => !changes.includes(step)),
      [],
    );
    assert.deepEqual(admitted(), [`SecurityGroupIngressRule web-reaches-${group}-5433-in`]);
  });

  it("changes the tasks and nothing else with what only they are told", async () => {
    set(web, { databases: { orders: { poolSize: 4 } } })(engine.scratch);
    const told = { host: "orders.example.com", databaseName: "store", secretKeys: ["password"] };
    assert.deepEqual(changesOf(await change([databases, "orders"], told)), deployed.toReversed());
    await change([databases, "orders"], { maxConnections: 48 });
    const text = textAt(
      engine
        .cloud()
        .filter(({ type, name }) => type.endsWith(":TaskDefinition") && name === "web")
        .at(-1)?.inputs ?? {},
      "containerDefinitions",
    );
    for (const value of ["orders.example.com", "store", "4"]) {
      assert.ok(text.includes(`"value":"${value}"`), text);
    }
    assert.ok(text.includes("ORDERS_PASSWORD") && !text.includes("ORDERS_USERNAME"), text);
  });

  it("gives a user by IAM the right to log in", async () => {
    const iamUserArn = "arn:aws:rds-db:us-east-2:111122223333:dbuser:db-ABC/app";
    await change([databases, "orders"], { iamUserArn });
    const policy = engine
      .cloud()
      .find(({ type, name }) => type.endsWith(":RolePolicy") && name === "web-task");
    assert.match(textAt(policy?.inputs ?? {}, "policy"), /"rds-db:connect"/);
  });

  it("is no longer admitted, and then gone", async () => {
    await change(web, { databases: undefined, reaches: undefined });
    assert.deepEqual(admitted(), []);
    await succeed(engine.destroy());
    assert.deepEqual(engine.cloud(), []);
  });
});
