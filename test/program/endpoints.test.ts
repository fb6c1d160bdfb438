import * as assert from "node:assert/strict";
import type { StackConfig } from "../../drydock/config";
import { stackSchema } from "../../drydock/config/schema";
import { plannedEndpoints } from "../../drydock/config";

const PUBLIC_IMAGE = "public.ecr.aws/docker/library/httpd:2.4";
const SECRET = { arn: "arn:aws:secretsmanager:us-east-2:111122223333:secret:login-AbCdEf" };

function config(service: object, rest: object = {}): StackConfig {
  return stackSchema.parse({
    encryption: { customerKey: false },
    secrets: { login: SECRET },
    services: { web: { image: { reference: PUBLIC_IMAGE }, ...service } },
    ...rest,
  });
}

function names(stack: StackConfig): string[] {
  return plannedEndpoints(stack).map(({ service }) => service);
}

describe("endpoints of an environment", () => {
  const rows: [string, StackConfig, string[]][] = [
    ["logs alone for a public image", config({}), ["logs"]],
    [
      "image pulls for a build",
      config({ image: { build: { context: "app" } } }),
      ["ecr.api", "ecr.dkr", "logs", "s3"],
    ],
    [
      "image pulls for a private ECR repository",
      config({ image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/web:1" } }),
      ["ecr.api", "ecr.dkr", "logs", "s3"],
    ],
    [
      "image pulls for a private ECR repository by its FIPS name",
      config({ image: { reference: "111122223333.dkr.ecr-fips.us-east-2.amazonaws.com/web:1" } }),
      ["ecr.api", "ecr.dkr", "logs", "s3"],
    ],
    [
      "image pulls for a private ECR repository by its dual-stack name",
      config({ image: { reference: "111122223333.dkr-ecr.us-east-2.on.aws/web:1" } }),
      ["ecr.api", "ecr.dkr", "logs", "s3"],
    ],
    ["S3 for an environment file", config({ envFiles: ["env/test.env"] }), ["logs", "s3"]],
    [
      "Secrets Manager for a secret",
      config({ secrets: { LOGIN: { secret: "login" } } }),
      ["logs", "secretsmanager"],
    ],
    [
      "Secrets Manager for registry credentials",
      config({ image: { reference: "registry.example.com/web:1", credentialsSecret: "login" } }),
      ["logs", "secretsmanager"],
    ],
    [
      "Systems Manager for a parameter",
      config({
        secrets: { FLAG: { parameterArn: "arn:aws:ssm:us-east-2:111122223333:parameter/flag" } },
      }),
      ["logs", "ssm"],
    ],
    ["the message channel for exec", config({ exec: true }), ["logs", "ssmmessages"]],
    [
      "KMS too for exec with a customer key",
      config({ exec: true }, { encryption: { customerKey: true } }),
      ["kms", "logs", "ssmmessages"],
    ],
    [
      "what the code calls",
      config({ awsServices: ["sqs", "dynamodb"] }),
      ["dynamodb", "logs", "sqs"],
    ],
    ["nothing for tasks in public subnets", config({ placement: "public", exec: true }), []],
    [
      "with NAT, only gateways and what the file names",
      config(
        { image: { build: { context: "app" } }, awsServices: ["sqs"] },
        { network: { natGateways: "single", endpoints: ["ecr.api"] } },
      ),
      ["ecr.api", "s3"],
    ],
  ];
  for (const [title, stack, expected] of rows) {
    it(title, () => {
      assert.deepEqual(names(stack), expected);
    });
  }

  it("tells who caused an endpoint, the file itself included", () => {
    const stack = config({ awsServices: ["sqs"] }, { network: { endpoints: ["sqs"] } });
    assert.deepEqual(
      plannedEndpoints(stack).find(({ service }) => service === "sqs"),
      { service: "sqs", kind: "interface", causes: ["drydock:network", "web"] },
    );
  });
});
