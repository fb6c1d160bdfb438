// The resources a task makes. Not proved here: what its plans hold (fargate-task-plans, -grants, -problems).
import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FargateTask, type FargateTaskArgs } from "drydock-components";
import { plainSightings, registerInBothModes, type Registered } from "../support";
import { taskArgs, volume } from "./fargate-samples";

async function registered(args: Partial<FargateTaskArgs> = {}): Promise<Registered> {
  const { update } = await registerInBothModes(
    () => new FargateTask("web", { ...taskArgs, ...args }),
  );
  return update;
}

const full: Partial<FargateTaskArgs> = {
  architecture: "ARM64",
  pidMode: "task",
  ephemeralStorageGiB: 50,
  exec: true,
  kmsKeyArn: "arn:aws:kms:us-east-2:111122223333:key/1",
  tags: { service: "web" },
  readonlyRootFilesystem: false,
  scratch: ["/tmp"],
  volumes: { data: volume("data", "shared"), in: { ...volume("in", "other"), readOnly: true } },
  sidecars: { proxy: { image: "proxy:1" } },
};

describe("FargateTask", () => {
  it("makes a log group, two roles and a task definition, and a policy only where there is a right", async () => {
    const task = await registered();
    assert.deepEqual(task.names, [
      "aws:cloudwatch/logGroup:LogGroup web",
      "aws:ecs/taskDefinition:TaskDefinition web",
      "aws:iam/role:Role web-execution",
      "aws:iam/role:Role web-task",
      "aws:iam/rolePolicy:RolePolicy web-execution",
      "drydock:index:FargateTask web",
    ]);
    const component = task.one("FargateTask");
    assert.equal(task.childrenOf(component).length, task.names.length - 1);
  });

  it("adds an access point for each volume, and a policy for the code", async () => {
    const task = await registered(full);
    assert.deepEqual(task.names, [
      "aws:cloudwatch/logGroup:LogGroup web",
      "aws:ecs/taskDefinition:TaskDefinition web",
      "aws:efs/accessPoint:AccessPoint web-data",
      "aws:efs/accessPoint:AccessPoint web-in",
      "aws:iam/role:Role web-execution",
      "aws:iam/role:Role web-task",
      "aws:iam/rolePolicy:RolePolicy web-execution",
      "aws:iam/rolePolicy:RolePolicy web-task",
      "drydock:index:FargateTask web",
    ]);
  });

  it("asks for Fargate, Linux and X86_64, and keeps old revisions", async () => {
    const task = await registered();
    const { containerDefinitions, ...inputs } = task.one("TaskDefinition").inputs;
    assert.equal(typeof containerDefinitions, "string");
    assert.deepEqual(inputs, {
      family: "drydock-test-web",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "X86_64" },
      executionRoleArn: task.one("Role", "web-execution").outputs["arn"],
      taskRoleArn: task.one("Role", "web-task").outputs["arn"],
      volumes: [],
      skipDestroy: true,
    });
  });

  it("passes on size, processor, process namespace, volumes and tags", async () => {
    const task = await registered(full);
    const { inputs } = task.one("TaskDefinition");
    const mounted = (name: string, fileSystemId: string) => ({
      name,
      efsVolumeConfiguration: {
        fileSystemId,
        rootDirectory: "/",
        transitEncryption: "ENABLED",
        authorizationConfig: {
          accessPointId: task.one("AccessPoint", `web-${name}`).outputs["id"],
          iam: "ENABLED",
        },
      },
    });
    assert.deepEqual(inputs["runtimePlatform"], {
      operatingSystemFamily: "LINUX",
      cpuArchitecture: "ARM64",
    });
    assert.deepEqual(inputs["ephemeralStorage"], { sizeInGib: 50 });
    assert.equal(inputs["pidMode"], "task");
    assert.deepEqual(inputs["volumes"], [
      mounted("data", "fs-shared"),
      mounted("in", "fs-other"),
      { name: "scratch-web-1" },
    ]);
    for (const type of ["LogGroup", "TaskDefinition", "AccessPoint", "Role"]) {
      for (const { inputs: each, name } of task.all(type)) {
        assert.deepEqual(each["tags"], { service: "web" }, `${type} ${name}`);
      }
    }
  });

  it("leaves nothing over where the environment may be destroyed", async () => {
    const task = await registered({ deletable: true });
    assert.equal(task.one("TaskDefinition").inputs["skipDestroy"], false);
  });

  it("makes an access point that shows one folder as one user", async () => {
    const task = await registered(full);
    assert.deepEqual(task.one("AccessPoint", "web-data").inputs, {
      fileSystemId: "fs-shared",
      posixUser: { uid: 1000, gid: 1000 },
      rootDirectory: {
        path: "/web/data",
        creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "0750" },
      },
      tags: { service: "web" },
    });
  });

  it("makes the log group with its retention and key", async () => {
    const task = await registered(full);
    assert.deepEqual(task.one("LogGroup").inputs, {
      name: "/drydock/test/web",
      retentionInDays: 14,
      kmsKeyId: full.kmsKeyArn,
      tags: { service: "web" },
    });
  });

  it("lets only ECS take either role, for tasks of this account in this region", async () => {
    const task = await registered();
    for (const role of task.all("Role")) {
      assert.deepEqual(task.json(role, "assumeRolePolicy"), {
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
    }
  });

  it("defines the task after its log group, its rights and its access points", async () => {
    const task = await registered(full);
    const definition = task.one("TaskDefinition");
    const path = "drydock:index:FargateTask$";
    assert.deepEqual(task.namesOf(definition.dependencies), [
      "web",
      "web-data",
      "web-execution",
      "web-execution",
      "web-in",
      "web-task",
      "web-task",
    ]);
    assert.deepEqual(
      definition.propertyDependencies["containerDefinitions"]?.map((urn) => urn.split("::")[2]),
      [`${path}aws:cloudwatch/logGroup:LogGroup`],
    );
  });

  it("keeps a secret image reference or variable a secret", async () => {
    const canary = "canary-5b1f";
    const task = await registered({ environment: { A: pulumi.secret(canary) } });
    assert.deepEqual(plainSightings(task, canary), []);
  });

  it("refuses everything that is wrong at once, before anything is made", async () => {
    await assert.rejects(
      registered({ cpu: 300, exec: true }),
      (error: Error) =>
        pulumi.InputPropertiesError.isInstance(error) &&
        error.message ===
          [
            'FargateTask "web" cannot be created from these arguments:',
            "  cpu: Fargate has no task with this many CPU units (1024 are one vCPU). Allowed: 256, 512, 1024, 2048, 4096, 8192, 16384, 32768. Write cpu: 256.",
            "  exec: ECS Exec writes into the container's root file system, which is read-only. Allowed: exec: true together with readonlyRootFilesystem: false. Add readonlyRootFilesystem: false to the service, or set exec to false.",
          ].join("\n"),
    );
  });
});
