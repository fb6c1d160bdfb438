import assert from "node:assert/strict";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { FargateServiceArgs } from "drydock-components";
import { refuseUnknown, withAdditions } from "../../drydock/program/additions";
import { root, runProgram } from "./run-program";

const service: FargateServiceArgs = {
  region: "us-east-2",
  image: "111122223333.dkr.ecr.us-east-2.amazonaws.com/api:1",
  clusterArn: "arn",
  clusterName: "cluster",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1"],
  workloadSecurityGroupId: "sg-1",
  environment: { MODE: "fast" },
  secrets: { TOKEN: { secretArn: "arn" } },
  permissions: [{ actions: ["sqs:SendMessage"], resources: ["*"] }],
};

const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error));
    return error.message;
  }
  return "";
};

describe("what code beside the stack file adds to a service", () => {
  it("joins its own settings", () => {
    const args = withAdditions("service api", service, {
      environment: { TABLE: pulumi.output("orders") },
      secrets: { PASSWORD: { secretArn: "other" } },
      permissions: [{ actions: ["dynamodb:GetItem"], resources: ["table"] }],
      connectsTo: { database: { securityGroupId: "sg-2", port: 5432 } },
    });
    assert.deepEqual(
      [args.environment, args.secrets, args.connectsTo].map((map) => Object.keys(map ?? {})),
      [["MODE", "TABLE"], ["TOKEN", "PASSWORD"], ["database"]],
    );
    assert.equal(args.permissions?.length, 2);
  });

  it("goes to services of the stack file only, and the nearest name is told", () => {
    const act = () => {
      refuseUnknown("service", { apo: {}, worker: {}, web: {} }, ["api", "web"]);
    };
    assert.deepEqual(refusalOf(act).split("\n"), [
      `The stack file has no service "apo". Services: api, web. Did you mean api?`,
      `The stack file has no service "worker". Services: api, web.`,
    ]);
  });

  it("may not replace them, and every name is told at once", () => {
    const act = () =>
      withAdditions("service api", service, {
        environment: { MODE: "slow", TOKEN: "plain" },
        secrets: { MODE: { secretArn: "other" } },
      });
    assert.deepEqual(refusalOf(act).split("\n"), [
      `"MODE" in the environment that the code adds to the service api exists already. Remove it from the stack file, or give it another name.`,
      `"TOKEN" in the environment that the code adds to the service api exists already. Remove it from the stack file, or give it another name.`,
      `"MODE" in the secrets that the code adds to the service api exists already. Remove it from the stack file, or give it another name.`,
    ]);
  });
});

/** The example's code on the stand-in cloud. That a task reaches the database is not shown here. */
describe("examples/own-code", () => {
  const file = join(root, "examples/own-code/Pulumi.test.yaml");

  it("gives the service the database's and the queue's values", async () => {
    const update = await runProgram(file, false);
    const database = update.one("rds/cluster:Cluster");
    const containers = update.json(
      update.one("ecs/taskDefinition:TaskDefinition"),
      "containerDefinitions",
    );
    assert.match(JSON.stringify(containers), /"DATABASE_HOST","value":"main-\w+\.cluster-/);
    assert.match(JSON.stringify(containers), /"DATABASE_PASSWORD","valueFrom":"[^"]+:password::"/);
    assert.equal(database.protect, true);
    const guard = update.one("ec2/securityGroup:SecurityGroup", "database");
    const rules = update
      .all("vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .filter(({ inputs }) => inputs["securityGroupId"] === guard.outputs["id"]);
    assert.deepEqual(
      rules.map(({ inputs }) => [inputs["fromPort"], inputs["toPort"]]),
      [[5432, 5432]],
    );
  });
});
