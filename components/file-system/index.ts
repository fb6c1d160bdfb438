import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { policyDocument } from "../internal/policy-document";
import { outputsOf } from "../internal/outputs";
import type { FileSystemArgs } from "./args";
import { lifecycleRules } from "./lifecycle";
import { fileSystemPolicy } from "./policy";
import { fileSystemArgs } from "./shape";

export * from "./args";

/** An encrypted EFS file system with a mount target in every zone, open to access points only. */
export class FileSystem extends pulumi.ComponentResource {
  /** Id of the file system. */
  public readonly fileSystemId: pulumi.Output<string>;
  /** ARN of the file system. */
  public readonly fileSystemArn: pulumi.Output<string>;
  /**
   * The mount targets' security group. It has no rules: whoever mounts adds one for port 2049. Resolves after the mount
   * targets exist, so that a service, which waits for its rule, finds them when it starts.
   */
  public readonly securityGroupId: pulumi.Output<string>;

  /** @throws pulumi.InputPropertiesError when there is no subnet, or a choice that Amazon EFS does not know. */
  constructor(name: string, args: FileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `FileSystem "${name}"`,
      schema: fileSystemArgs,
      rules: () => [],
      args,
    });
    super("drydock:index:FileSystem", name, unrecorded, opts);

    const fileSystem = new aws.efs.FileSystem(
      name,
      {
        encrypted: true,
        kmsKeyId: settings.kmsKeyArn,
        lifecyclePolicies: lifecycleRules(settings.infrequentAccessAfterDays),
        throughputMode: settings.throughputMode,
        // The console lists file systems by this tag.
        tags: { Name: name },
      },
      { parent: this, protect: !settings.deletable },
    );
    if (settings.backup) {
      new aws.efs.BackupPolicy(
        name,
        { fileSystemId: fileSystem.id, backupPolicy: { status: "ENABLED" } },
        { parent: this },
      );
    }
    const policy = new aws.efs.FileSystemPolicy(
      name,
      { fileSystemId: fileSystem.id, policy: policyDocument(fileSystemPolicy(fileSystem.arn)) },
      { parent: this },
    );
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      { vpcId: settings.vpcId, description: `Mount targets of the file system ${name}` },
      { parent: this },
    );
    const mountTargets = createMountTargets(name, settings.subnetIds, {
      fileSystemId: fileSystem.id,
      securityGroupId: securityGroup.id,
      // No client before the policy: until then anyone in the network may mount.
      options: { parent: this, dependsOn: [policy] },
    });

    this.fileSystemId = fileSystem.id;
    this.fileSystemArn = fileSystem.arn;
    // The inputs of the mount targets, not their outputs: known in a preview that adds a zone. They take
    // AWS longest; access points, roles and task definitions need not wait for them.
    const mounted = pulumi.all(mountTargets.map((target) => target.fileSystemId));
    this.securityGroupId = pulumi.all([securityGroup.id, mounted]).apply(([id]) => id);
    this.registerOutputs(outputsOf(this));
  }
}

interface MountTargetPlacement {
  readonly fileSystemId: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  readonly options: pulumi.CustomResourceOptions;
}

/** Subnets are given in the order of their zones, so their place is a stable name. */
function createMountTargets(
  name: string,
  subnetIds: readonly pulumi.Input<string>[],
  placement: MountTargetPlacement,
): aws.efs.MountTarget[] {
  const { fileSystemId, securityGroupId, options } = placement;
  return subnetIds.map(
    (subnetId, index) =>
      new aws.efs.MountTarget(
        `${name}-${index + 1}`,
        { fileSystemId, subnetId, securityGroups: [securityGroupId] },
        options,
      ),
  );
}
