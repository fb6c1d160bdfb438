import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuseArguments, unrecorded } from "../internal/arguments";
import { policyDocument } from "../internal/policy-document";
import { fileSystemProblems, ThroughputModes } from "./file-system-problems";
import { lifecycleRules } from "./lifecycle";
import { fileSystemPolicy } from "./policy";

export { ThroughputModes };

/** Arguments of FileSystem. */
export interface FileSystemArgs {
  /** The VPC whose tasks mount the files. */
  readonly vpcId: pulumi.Input<string>;
  /** The subnets that get a mount target, one in each zone that has tasks. */
  readonly subnetIds: pulumi.Input<string>[];
  /** ARN of the customer-managed key that encrypts the files. Defaults to the AWS-managed key `aws/elasticfilesystem`. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Back the files up daily with AWS Backup, kept 35 days. Defaults to true. */
  readonly backup?: boolean;
  /** Days after which unread files move to cheaper storage: 1, 7, 14, 30, 60, 90, 180, 270 or 365. Defaults to 30. */
  readonly infrequentAccessAfterDays?: number;
  /** One of ThroughputModes: `elastic` (pay for what is moved) or `bursting` (grows with what is stored). Defaults to `elastic`. */
  readonly throughputMode?: string;
  /** True lets the file system be deleted with all its files; false protects it. Defaults to false. */
  readonly deletable?: boolean;
}

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
    super("drydock:index:FileSystem", name, unrecorded, opts);
    const choice = {
      subnets: args.subnetIds.length,
      infrequentAccessAfterDays: args.infrequentAccessAfterDays ?? 30,
      throughputMode: args.throughputMode ?? ThroughputModes.Elastic,
    };
    refuseArguments(`FileSystem "${name}"`, fileSystemProblems(choice));

    const fileSystem = new aws.efs.FileSystem(
      name,
      {
        encrypted: true,
        kmsKeyId: args.kmsKeyArn,
        lifecyclePolicies: lifecycleRules(choice.infrequentAccessAfterDays),
        throughputMode: choice.throughputMode,
        // The console lists file systems by this tag.
        tags: { Name: name },
      },
      { parent: this, protect: args.deletable !== true },
    );
    if (args.backup ?? true) {
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
      { vpcId: args.vpcId, description: `Mount targets of the file system ${name}` },
      { parent: this },
    );
    const mountTargets = createMountTargets(name, args.subnetIds, {
      fileSystemId: fileSystem.id,
      securityGroupId: securityGroup.id,
      // No client before the policy: until then anyone in the network may mount.
      options: { parent: this, dependsOn: [policy] },
    });

    this.fileSystemId = fileSystem.id;
    this.fileSystemArn = fileSystem.arn;
    // What the mount targets were given, not what they compute: known in a preview that adds a zone. They take
    // AWS longest; access points, roles and task definitions need not wait for them.
    const mounted = pulumi.all(mountTargets.map((target) => target.fileSystemId));
    this.securityGroupId = pulumi.all([securityGroup.id, mounted]).apply(([id]) => id);
    this.registerOutputs({
      fileSystemId: this.fileSystemId,
      fileSystemArn: this.fileSystemArn,
      securityGroupId: this.securityGroupId,
    });
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
