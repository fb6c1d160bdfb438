import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FileSystem, ThroughputModes, type FileSystemArgs } from "../../components/file-system";
import { lifecycleRules } from "../../components/file-system/lifecycle";
import { register, registerInBothModes } from "../support";
import { refusals } from "../support/refusals";

/** https://docs.aws.amazon.com/efs/latest/ug/API_LifecyclePolicy.html */
const days = [1, 7, 14, 30, 60, 90, 180, 270, 365];
const subnetIds = ["subnet-a", "subnet-b", "subnet-c"];

const program =
  (args: Partial<FileSystemArgs> = {}) =>
  () => {
    const made = new FileSystem("shared", { vpcId: "vpc-1", subnetIds, ...args });
    return {
      fileSystemId: made.fileSystemId,
      fileSystemArn: made.fileSystemArn,
      securityGroupId: made.securityGroupId,
    };
  };

describe("lifecycle of a file system", () => {
  // https://docs.aws.amazon.com/efs/latest/ug/API_LifecyclePolicy.html
  const transitions = [
    "AFTER_1_DAY",
    "AFTER_7_DAYS",
    "AFTER_14_DAYS",
    "AFTER_30_DAYS",
    "AFTER_60_DAYS",
    "AFTER_90_DAYS",
    "AFTER_180_DAYS",
    "AFTER_270_DAYS",
    "AFTER_365_DAYS",
  ];

  it("knows every transition of Amazon EFS, and the way back", () => {
    assert.deepEqual(
      days.map(lifecycleRules),
      transitions.map((transitionToIa) => [
        { transitionToIa },
        { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
      ]),
    );
  });
});

describe("arguments of a file system", () => {
  it("may be every mode and every number of days of Amazon EFS", async () => {
    for (const throughputMode of Object.values(ThroughputModes)) {
      assert.deepEqual(await refusals(program({ throughputMode })), []);
    }
    for (const infrequentAccessAfterDays of days) {
      assert.deepEqual(await refusals(program({ infrequentAccessAfterDays })), []);
    }
  });

  it("are refused all at once", async () => {
    assert.deepEqual(await refusals(program({ subnetIds: [], infrequentAccessAfterDays: 31 })), [
      "subnetIds: The list is too short. Allowed: at least one item. Add items.",
      "infrequentAccessAfterDays: This is none of the allowed values. Allowed: 1, 7, 14, 30, 60, 90, 180, 270, 365. Write infrequentAccessAfterDays: 30.",
    ]);
  });

  it("are refused where the list of subnets comes late, since it decides how many mount targets there are", async () => {
    const late: object = { subnetIds: pulumi.output(subnetIds) };
    assert.deepEqual(await refusals(program(late)), [
      "subnetIds: This is known only later, as a whole, but it decides which resources there are. " +
        "Give a plain value; where it is a list of ids, each of them may come later.",
    ]);
    const each = subnetIds.map((id) => pulumi.output(id));
    assert.deepEqual(await refusals(program({ subnetIds: each })), []);
  });
});

/** Proves what is asked of AWS; that Amazon EFS then refuses a client takes an account. */
describe("FileSystem", () => {
  it("makes a file system with a mount target in every subnet, in both modes", async () => {
    const { update } = await registerInBothModes(program());
    assert.deepEqual(update.names, [
      "aws:ec2/securityGroup:SecurityGroup shared",
      "aws:efs/backupPolicy:BackupPolicy shared",
      "aws:efs/fileSystem:FileSystem shared",
      "aws:efs/fileSystemPolicy:FileSystemPolicy shared",
      "aws:efs/mountTarget:MountTarget shared-1",
      "aws:efs/mountTarget:MountTarget shared-2",
      "aws:efs/mountTarget:MountTarget shared-3",
      "drydock:index:FileSystem shared",
    ]);
    assert.equal(update.childrenOf(update.one("drydock:index:FileSystem")).length, 7);
    assert.deepEqual(
      update
        .all("efs/mountTarget:MountTarget")
        .map(({ name, inputs }) => [name, inputs["subnetId"]]),
      [
        ["shared-1", "subnet-a"],
        ["shared-2", "subnet-b"],
        ["shared-3", "subnet-c"],
      ],
    );
  });

  it("is encrypted, backed up and protected by default", async () => {
    const update = await register(program());
    const fileSystem = update.one("efs/fileSystem:FileSystem");
    assert.deepEqual(fileSystem.inputs, {
      encrypted: true,
      lifecyclePolicies: [
        { transitionToIa: "AFTER_30_DAYS" },
        { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
      ],
      throughputMode: "elastic",
      tags: { Name: "shared" },
    });
    assert.equal(fileSystem.protect, true);
    assert.deepEqual(update.one("efs/backupPolicy:BackupPolicy").inputs["backupPolicy"], {
      status: "ENABLED",
    });
  });

  it("may be deleted, go without backup, and use the customer's key", async () => {
    const kmsKeyArn = "arn:aws:kms:us-east-2:111122223333:key/k";
    const update = await register(program({ backup: false, deletable: true, kmsKeyArn }));
    assert.deepEqual(update.all("efs/backupPolicy:BackupPolicy"), []);
    const fileSystem = update.one("efs/fileSystem:FileSystem");
    assert.equal(fileSystem.protect, false);
    assert.equal(fileSystem.inputs["kmsKeyId"], kmsKeyArn);
  });

  it("admits no client in the clear, as root, without an access point, or without a role", async () => {
    const update = await register(program());
    const resource = [update.one("efs/fileSystem:FileSystem").outputs["arn"]];
    const deny = { Effect: "Deny", Principal: { AWS: ["*"] }, Resource: resource };
    const clientActions = [
      "elasticfilesystem:ClientMount",
      "elasticfilesystem:ClientRootAccess",
      "elasticfilesystem:ClientWrite",
    ];
    assert.deepEqual(update.json(update.one("efs/fileSystemPolicy:FileSystemPolicy"), "policy"), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyUnencryptedTransport",
          ...deny,
          Action: ["*"],
          Condition: { Bool: { "aws:SecureTransport": ["false"] } },
        },
        { Sid: "DenyRoot", ...deny, Action: ["elasticfilesystem:ClientRootAccess"] },
        {
          Sid: "DenyOutsideMountTargets",
          ...deny,
          Action: clientActions,
          Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": ["false"] } },
        },
        {
          Sid: "DenyOutsideAccessPoints",
          ...deny,
          Action: clientActions,
          Condition: { Null: { "elasticfilesystem:AccessPointArn": ["true"] } },
        },
      ],
    });
  });

  it("has a security group without rules, and no mount target before the policy", async () => {
    const update = await register(program());
    const group = update.one("ec2/securityGroup:SecurityGroup");
    assert.deepEqual(Object.keys(group.inputs).sort(), ["description", "vpcId"]);
    for (const target of update.all("efs/mountTarget:MountTarget")) {
      assert.deepEqual(target.inputs["securityGroups"], [group.outputs["id"]]);
      assert.ok(
        target.dependencies.includes(update.one("efs/fileSystemPolicy:FileSystemPolicy").urn),
      );
    }
  });

  it("gives its security group only after every mount target exists, and its id at once", async () => {
    const update = await register(() => {
      const { fileSystemId, securityGroupId } = new FileSystem("shared", { vpcId: "v", subnetIds });
      new pulumi.ComponentResource("test:index:Reader", "reader", {
        fileSystemId,
        securityGroupId,
      });
    });
    const { propertyDependencies } = update.one("test:index:Reader");
    const targets = update.all("efs/mountTarget:MountTarget").map(({ urn }) => urn);
    assert.equal(targets.length, 3);
    const waitedFor = (property: string) =>
      targets.filter((urn) => propertyDependencies[property]?.includes(urn));
    assert.deepEqual(waitedFor("securityGroupId"), targets);
    assert.deepEqual(waitedFor("fileSystemId"), []);
  });

  it("gives the ids of what it made", async () => {
    const update = await register(program());
    const { id, arn } = update.one("efs/fileSystem:FileSystem").outputs;
    assert.deepEqual(update.capture.outputs, {
      fileSystemId: id,
      fileSystemArn: arn,
      securityGroupId: update.one("ec2/securityGroup:SecurityGroup").outputs["id"],
    });
  });

  it("is refused before its first child", async () => {
    await assert.rejects(register(program({ subnetIds: [] })), (error: Error) => {
      assert.equal(
        error.message,
        'FileSystem "shared" cannot be created from these arguments:\n' +
          "  subnetIds: The list is too short. Allowed: at least one item. Add items.",
      );
      return true;
    });
  });
});
