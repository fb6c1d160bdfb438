import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  policyDocument,
  taskTrustPolicy,
  type PolicyStatement,
} from "../../components/internal/policy-document";

/** Proves the text only; that AWS accepts a document takes an account. */
describe("policyDocument", () => {
  it("sorts what has no order and keeps the order of the statements", async () => {
    const text = await promised(
      policyDocument([
        {
          sid: "Second",
          effect: "Deny",
          principals: "*",
          actions: ["s3:PutObject", "s3:GetObject", "s3:PutObject"],
          resources: pulumi.output(["arn:b", "arn:a"]),
          conditions: { StringEquals: { z: "1", a: pulumi.output("2") }, Bool: { t: "false" } },
        },
        { actions: "sts:AssumeRole", principals: { Service: "x", AWS: ["2", "1"] } },
      ]),
    );
    assert.equal(
      text,
      '{"Version":"2012-10-17","Statement":[' +
        '{"Sid":"Second","Effect":"Deny","Principal":"*","Action":["s3:GetObject","s3:PutObject"],' +
        '"Resource":["arn:a","arn:b"],"Condition":{"Bool":{"t":["false"]},"StringEquals":{"a":["2"],"z":["1"]}}},' +
        '{"Effect":"Allow","Principal":{"AWS":["1","2"],"Service":["x"]},"Action":["sts:AssumeRole"]}]}',
    );
  });

  it("stays secret when a value is secret", async () => {
    const document = policyDocument([
      { actions: "a:B", resources: pulumi.secret("arn:aws:s3:::canary") },
    ]);
    assert.equal(await pulumi.isSecret(document), true);
  });

  it("refuses a document without statements, which IAM refuses too", () => {
    const none: PolicyStatement[] = [];
    assert.throws(() => policyDocument(none), {
      message: "A policy needs at least one statement: leave the policy out where there is none.",
    });
  });
});

describe("taskTrustPolicy", () => {
  it("admits Amazon ECS for this account's tasks only", async () => {
    const text = await promised(
      taskTrustPolicy({ accountId: "111122223333", partition: "aws", region: "us-east-2" }),
    );
    assert.deepEqual(JSON.parse(text), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: ["ecs-tasks.amazonaws.com"] },
          Action: ["sts:AssumeRole"],
          Condition: {
            ArnLike: { "aws:SourceArn": ["arn:aws:ecs:us-east-2:111122223333:*"] },
            StringEquals: { "aws:SourceAccount": ["111122223333"] },
          },
        },
      ],
    });
  });
});

function promised<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => output.apply(resolve));
}
