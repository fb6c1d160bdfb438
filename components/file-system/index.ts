import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuseArguments } from "../internal/arguments";
import { policyDocument } from "../internal/policy-document";
import { fileSystemProblems } from "./file-system-problems";
import { lifecycleRules } from "./lifecycle";
import { fileSystemPolicy } from "./policy";

export { ThroughputModes } from "./file-system-problems";

/** Arguments of FileSystem. */
export interface FileSystemArgs {
  /** The VPC whose tasks mount the files. */
  readonly vpcId: pulumi.Input<string>;
  /** The subnets that get a mount target, one in each zone that has tasks. */
  readonly subnetIds: pulumi.Input<string>[];
  /** ARN of the customer-managed key that encrypts the files. Defaults to the AWS-managed key `aws/elasticfilesystem`. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Back the files up daily with AWS Backup, kept 35 days. */
  readonly backup: boolean;
  /** Days after which unread files move to cheaper storage: 1, 7, 14, 30, 60, 90, 180, 270 or 365. */
  readonly infrequentAccessAfterDays: number;
  /** One of ThroughputModes: `elastic` (pay for what is moved) or `bursting` (grows with what is stored). */
  readonly throughputMode: string;
  /** True lets the file system be deleted with all its files; false protects it. */
  readonly deletable: boolean;
}

/** An encrypted EFS file system with a mount target in every zone, open to access points only. */
export class FileSystem extends pulumi.ComponentResource {
  /** Id of the file system. Resolves after its mount targets exist, so a service that uses it can start. */
  public readonly fileSystemId: pulumi.Output<string>;
  /** ARN of the file system. Resolves after its mount targets exist. */
  public readonly fileSystemArn: pulumi.Output<string>;
  /** The mount targets' security group. It has no rules: whoever mounts adds one for port 2049. */
  public readonly securityGroupId: pulumi.Output<string>;

  /** @throws pulumi.InputPropertiesError when there is no subnet, or a choice that Amazon EFS does not know. */
  constructor(name: string, args: FileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    super("drydock:index:FileSystem", name, args, opts);
    refuseArguments(
      `FileSystem "${name}"`,
      fileSystemProblems({ ...args, subnets: args.subnetIds.length }),
    );

    const fileSystem = createFileSystem(name, args, { parent: this, protect: !args.deletable });
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
    const mountTargets = args.subnetIds.map(
      (subnetId, index) =>
        new aws.efs.MountTarget(
          `${name}-${index + 1}`,
          { fileSystemId: fileSystem.id, subnetId, securityGroups: [securityGroup.id] },
          // No client before the policy: until then anyone in the network may mount.
          { parent: this, dependsOn: [policy] },
        ),
    );

    // What the mount targets were given, not what they compute: known in a preview that adds a zone.
    const mounted = pulumi.all(mountTargets.map((target) => target.fileSystemId));
    this.fileSystemId = mounted.apply((ids) => ids[0] ?? "");
    this.fileSystemArn = pulumi.all([fileSystem.arn, mounted]).apply(([arn]) => arn);
    this.securityGroupId = securityGroup.id;
    this.registerOutputs({
      fileSystemId: this.fileSystemId,
      fileSystemArn: this.fileSystemArn,
      securityGroupId: this.securityGroupId,
    });
  }
}

function createFileSystem(
  name: string,
  args: FileSystemArgs,
  options: pulumi.CustomResourceOptions,
): aws.efs.FileSystem {
  const fileSystem = new aws.efs.FileSystem(
    name,
    {
      encrypted: true,
      kmsKeyId: args.kmsKeyArn,
      lifecyclePolicies: lifecycleRules(args.infrequentAccessAfterDays),
      throughputMode: args.throughputMode,
      // The console lists file systems by this tag.
      tags: { Name: name },
    },
    options,
  );
  if (args.backup) {
    new aws.efs.BackupPolicy(
      name,
      { fileSystemId: fileSystem.id, backupPolicy: { status: "ENABLED" } },
      { parent: options.parent },
    );
  }
  return fileSystem;
}
