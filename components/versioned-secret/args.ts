// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** Where a value of a secret's JSON object comes from: exactly one of the two. */
export interface SecretValueArgs {
  /** Generates a random value of this many letters and digits, 16 to 128. Defaults to using `value`. */
  generate?: number;
  /** The value; kept secret even where it is given in the clear. Defaults to generating one. */
  value?: pulumi.Input<string>;
}

/** How AWS rotates a secret. */
export interface RotationArgs {
  /** The function that makes a new version; it has to admit secretsmanager.amazonaws.com. */
  lambdaArn: pulumi.Input<string>;
  /** Days between two rotations. */
  days: number;
}

/** Arguments of VersionedSecret. */
export interface VersionedSecretArgs {
  /** The secret's name in AWS, such as `drydock-test/ecs-demo`. */
  secretName: string;
  /** The versions of the secret, oldest first: append only. The last is AWSCURRENT, the one before it AWSPREVIOUS. Each is a JSON object of keys and values. */
  versions: Record<string, SecretValueArgs>[];
  /** Let AWS rotate the secret, first after that many days. Defaults to no rotation. */
  rotation?: RotationArgs;
  /** ARN of the KMS key that encrypts the secret. Defaults to the AWS-managed key `aws/secretsmanager`. */
  kmsKeyArn?: pulumi.Input<string>;
  /** True deletes the secret at once, so that its name is free again. False protects the secret and its versions, and leaves 30 days to restore it. Defaults to false. */
  deletable?: boolean;
}
