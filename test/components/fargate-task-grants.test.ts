// What the two roles of a task may do. Not proved here: that IAM lets ECS do its work with exactly this.
import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { SidecarArgs } from "drydock-components";
import { ecrRepositoryArn } from "../../components/fargate-task/ecr-repository";
import { bucketArn, executionGrants } from "../../components/fargate-task/execution-grants";
import { taskGrants } from "../../components/fargate-task/task-grants";
import { type PolicyStatement, policyDocument } from "../../components/internal/policy-document";
import { containers } from "./fargate-samples";

const policy = z.object({ Statement: z.array(z.record(z.string(), z.unknown())) });

/** The statements as IAM gets them. */
async function statements(grants: PolicyStatement[]): Promise<Record<string, unknown>[]> {
  const text = await new Promise<string>((resolve) => {
    policyDocument(grants).apply(resolve);
  });
  return policy.parse(JSON.parse(text)).Statement;
}

const writeLogs = {
  Sid: "WriteLogs",
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: ["arn:log-group:*"],
};

function decrypt(sid: string, service: string, keys: string[]) {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: ["kms:Decrypt"],
    Resource: keys,
    Condition: { StringEquals: { "kms:ViaService": [`${service}.us-east-2.amazonaws.com`] } },
  };
}

describe("fargate-task: executionGrants", () => {
  const grants = ([main, ...others]: Partial<SidecarArgs>[], envFileKmsKeyArn?: string) =>
    statements(
      executionGrants({
        containers: containers({
          ...main,
          sidecars: Object.fromEntries(
            others.map((each, index) => [`c${index}`, { image: "x:1", ...each }]),
          ),
        }),
        region: "us-east-2",
        logGroupArn: "arn:log-group",
        envFileKmsKeyArn,
      }),
    );

  it("lets a task that refers to nothing write its logs only", async () => {
    assert.deepEqual(await grants([{}]), [writeLogs]);
  });

  it("lets it pull from exactly its repositories, each named once", async () => {
    assert.deepEqual(
      await grants([{ repositoryArn: "arn:repo/b" }, { repositoryArn: "arn:repo/a" }, {}]),
      [
        writeLogs,
        {
          Sid: "LogInToRegistry",
          Effect: "Allow",
          Action: ["ecr:GetAuthorizationToken"],
          Resource: ["*"],
        },
        {
          Sid: "PullImages",
          Effect: "Allow",
          Action: [
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:GetDownloadUrlForLayer",
          ],
          Resource: ["arn:repo/a", "arn:repo/b"],
        },
      ],
    );
  });

  it("lets it pull from the repository that an image names", async () => {
    const image = "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop/web:1";
    assert.deepEqual(
      (await grants([{ image }, { image: pulumi.output(image) }])).map((each) => each["Resource"]),
      [["arn:log-group:*"], ["*"], ["arn:aws:ecr:us-east-2:111122223333:repository/shop/web"]],
    );
  });

  const digest = `sha256:${"0".repeat(64)}`;
  const images: [string, string | undefined][] = [
    ["nginx", undefined],
    ["public.ecr.aws/nginx/nginx:1.29", undefined],
    ["registry.example.com/111122223333.dkr.ecr.us-east-2.amazonaws.com/web", undefined],
    [
      "111122223333.dkr.ecr.us-east-2.amazonaws.com/web",
      "arn:aws:ecr:us-east-2:111122223333:repository/web",
    ],
    [
      `111122223333.dkr.ecr.us-east-2.amazonaws.com/a/b/web:1@${digest}`,
      "arn:aws:ecr:us-east-2:111122223333:repository/a/b/web",
    ],
    [
      `111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/web@${digest}`,
      "arn:aws-cn:ecr:cn-north-1:111122223333:repository/web",
    ],
    [
      "111122223333.dkr.ecr-fips.us-east-2.amazonaws.com/web:1",
      "arn:aws:ecr:us-east-2:111122223333:repository/web",
    ],
    [
      "111122223333.dkr-ecr.us-east-2.on.aws/web:1",
      "arn:aws:ecr:us-east-2:111122223333:repository/web",
    ],
    [
      "111122223333.dkr-ecr-fips.us-east-2.on.aws/web:1",
      "arn:aws:ecr:us-east-2:111122223333:repository/web",
    ],
    [
      "111122223333.dkr.ecr.us-gov-west-1.amazonaws.com/web:1",
      "arn:aws-us-gov:ecr:us-gov-west-1:111122223333:repository/web",
    ],
  ];
  for (const host of [
    "111122223333.dkr.ecr-fips.us-east-2.amazonaws.com",
    "111122223333.dkr-ecr.us-east-2.on.aws",
    "111122223333.dkr-ecr-fips.us-east-2.on.aws",
  ]) {
    images.push([`${host}/shop/web:1`, "arn:aws:ecr:us-east-2:111122223333:repository/shop/web"]);
  }
  for (const [image, arn] of images) {
    it(`finds ${arn === undefined ? "no repository" : "the repository"} of ${image}`, () => {
      assert.equal(ecrRepositoryArn(image), arn);
    });
  }

  it("lets it read exactly the secrets, once each however many keys are taken, with exactly their keys", async () => {
    assert.deepEqual(
      await grants([
        {
          secrets: {
            A: { secretArn: "arn:secret/1", kmsKeyArn: "arn:key/1" },
            B: { secretArn: "arn:secret/1", key: "B", kmsKeyArn: "arn:key/1" },
            C: { secretArn: "arn:secret/2" },
          },
        },
      ]),
      [
        writeLogs,
        {
          Sid: "ReadSecrets",
          Effect: "Allow",
          Action: ["secretsmanager:GetSecretValue"],
          Resource: ["arn:secret/1", "arn:secret/2"],
        },
        decrypt("DecryptSecrets", "secretsmanager", ["arn:key/1"]),
      ],
    );
  });

  it("lets it read registry credentials like any secret", async () => {
    assert.deepEqual(
      await grants([{ credentialsSecretArn: "arn:secret/r", credentialsKmsKeyArn: "arn:key/r" }]),
      [
        writeLogs,
        {
          Sid: "ReadSecrets",
          Effect: "Allow",
          Action: ["secretsmanager:GetSecretValue"],
          Resource: ["arn:secret/r"],
        },
        decrypt("DecryptSecrets", "secretsmanager", ["arn:key/r"]),
      ],
    );
  });

  it("lets it read exactly the parameters, and keeps their keys apart from those of secrets", async () => {
    assert.deepEqual(
      await grants([
        {
          secrets: {
            A: { parameterArn: "arn:parameter/a", kmsKeyArn: "arn:key/p" },
            B: { secretArn: "arn:secret/b", kmsKeyArn: "arn:key/s" },
          },
        },
      ]),
      [
        writeLogs,
        {
          Sid: "ReadSecrets",
          Effect: "Allow",
          Action: ["secretsmanager:GetSecretValue"],
          Resource: ["arn:secret/b"],
        },
        decrypt("DecryptSecrets", "secretsmanager", ["arn:key/s"]),
        {
          Sid: "ReadParameters",
          Effect: "Allow",
          Action: ["ssm:GetParameters"],
          Resource: ["arn:parameter/a"],
        },
        decrypt("DecryptParameters", "ssm", ["arn:key/p"]),
      ],
    );
  });

  it("lets it read exactly the environment files, wherever their ARNs come from", async () => {
    const files = ["arn:aws:s3:::b/env/test.env", pulumi.output("arn:aws:s3:::b/env/more.env")];
    assert.deepEqual(await grants([{ envFileArns: files }], "arn:key/env"), [
      writeLogs,
      {
        Sid: "ReadEnvironmentFiles",
        Effect: "Allow",
        Action: ["s3:GetObject"],
        Resource: ["arn:aws:s3:::b/env/more.env", "arn:aws:s3:::b/env/test.env"],
      },
      {
        Sid: "LocateEnvironmentFiles",
        Effect: "Allow",
        Action: ["s3:GetBucketLocation"],
        Resource: ["arn:aws:s3:::b"],
      },
      decrypt("DecryptEnvironmentFiles", "s3", ["arn:key/env"]),
    ]);
  });

  it("lets it read older contents of a pinned environment file, for a rollback", async () => {
    const files = ["arn:aws:s3:::b/env/test-0123456789ab.env"];
    const [, read] = await grants([{ envFileArns: files }]);
    assert.deepEqual(read?.Resource, ["arn:aws:s3:::b/env/test-????????????.env"]);
  });

  it("does not let it decrypt with the environment's key when it has no environment file", async () => {
    assert.deepEqual(await grants([{}], "arn:key/env"), [writeLogs]);
  });

  it("takes a bucket's ARN for itself", () => {
    assert.equal(bucketArn("arn:aws:s3:::b"), "arn:aws:s3:::b");
  });
});

describe("fargate-task: taskGrants", () => {
  const nothing = { volumes: [], exec: undefined, permissions: [] };

  it("gives code that asks for nothing no right at all", () => {
    assert.deepEqual(taskGrants(nothing), []);
  });

  it("lets it mount exactly its access points, and write only where it may", async () => {
    const volumes = [
      { fileSystemArn: "arn:fs/1", accessPointArn: "arn:ap/1", writable: true },
      { fileSystemArn: "arn:fs/1", accessPointArn: "arn:ap/2", writable: false },
    ];
    assert.deepEqual(await statements(taskGrants({ ...nothing, volumes })), [
      {
        Sid: "MountVolume1",
        Effect: "Allow",
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        Resource: ["arn:fs/1"],
        Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": ["arn:ap/1"] } },
      },
      {
        Sid: "MountVolume2",
        Effect: "Allow",
        Action: ["elasticfilesystem:ClientMount"],
        Resource: ["arn:fs/1"],
        Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": ["arn:ap/2"] } },
      },
    ]);
  });

  const channel = {
    Sid: "OpenExecChannel",
    Effect: "Allow",
    Action: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    Resource: ["*"],
  };
  const logsArnPrefix = "arn:aws:logs:us-east-2:111122223333";

  it("opens the exec channel, and nothing more without a log and a key", async () => {
    assert.deepEqual(await statements(taskGrants({ ...nothing, exec: { logsArnPrefix } })), [
      channel,
    ]);
  });

  it("records exec sessions in the one log group and decrypts with the one key", async () => {
    const exec = { logsArnPrefix, logGroupName: "/drydock/test/exec", kmsKeyArn: "arn:key" };
    assert.deepEqual(await statements(taskGrants({ ...nothing, exec })), [
      channel,
      {
        Sid: "FindExecLog",
        Effect: "Allow",
        Action: ["logs:DescribeLogGroups"],
        Resource: ["*"],
      },
      {
        Sid: "WriteExecLog",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [`${logsArnPrefix}:log-group:/drydock/test/exec:*`],
      },
      {
        Sid: "DecryptExecSession",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: ["arn:key"],
        Condition: { StringLike: { "kms:EncryptionContext:aws:ssm:SessionId": ["*"] } },
      },
    ]);
  });

  it("passes permissions on", async () => {
    const permissions: Parameters<typeof taskGrants>[0]["permissions"] = [
      { actions: ["sqs:SendMessage"], resources: ["arn:queue"], conditions: {} },
      {
        actions: ["s3:GetObject"],
        resources: ["arn:aws:s3:::b/*"],
        conditions: {
          StringEquals: { "aws:b": ["2", "3"], "aws:a": ["1"] },
          Bool: { "aws:SecureTransport": ["true"] },
        },
      },
    ];
    assert.deepEqual(await statements(taskGrants({ ...nothing, permissions })), [
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: ["arn:queue"] },
      {
        Effect: "Allow",
        Action: ["s3:GetObject"],
        Resource: ["arn:aws:s3:::b/*"],
        Condition: {
          Bool: { "aws:SecureTransport": ["true"] },
          StringEquals: { "aws:a": ["1"], "aws:b": ["2", "3"] },
        },
      },
    ]);
  });
});
