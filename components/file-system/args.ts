// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** How a file system's throughput is set. */
export const ThroughputModes = { Elastic: "elastic", Bursting: "bursting" } as const;
/** How a file system's throughput is set. */
export type ThroughputModes = (typeof ThroughputModes)[keyof typeof ThroughputModes];

/** Arguments of FileSystem. */
export interface FileSystemArgs {
  /** The VPC whose tasks mount the files. */
  vpcId: pulumi.Input<string>;
  /** The subnets that get a mount target, one in each zone that has tasks. */
  subnetIds: pulumi.Input<string>[];
  /** ARN of the KMS key that encrypts the files. Defaults to the AWS-managed key `aws/elasticfilesystem`. */
  kmsKeyArn?: pulumi.Input<string>;
  /** Back the files up daily with AWS Backup. Defaults to true. */
  backup?: boolean;
  /** Days after which unread files move to cheaper storage. Defaults to 30. */
  infrequentAccessAfterDays?: number;
  /** elastic: pay by the data moved. bursting: grows with the data stored. Defaults to elastic. */
  throughputMode?: ThroughputModes;
  /** True lets the file system be deleted with all its files; false protects it. Defaults to false. */
  deletable?: boolean;
}
