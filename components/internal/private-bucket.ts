import * as aws from "./aws";
import * as pulumi from "@pulumi/pulumi";
import { bucketArn } from "./arns";
import { getIdentity } from "./identity";
import { policyDocument, type PolicyStatement, tlsOnly } from "./policy-document";

/** Inputs for a private bucket. */
export interface PrivateBucket {
  /** The bucket's logical name; that of its settings starts with it. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  /** True: it can be destroyed with its objects. False: Pulumi refuses to delete it. */
  readonly deletable: boolean;
  /** A customer-managed key. Defaults to Amazon S3's own keys (SSE-S3). */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Days after which objects expire. Defaults to never. */
  readonly expireAfterDays?: number;
  /** Days after which replaced versions are deleted. Defaults to never. */
  readonly noncurrentVersionDays?: number;
  /** Statements of the bucket policy beyond the identity policies of this account. Defaults to none. */
  readonly statements?: (arn: pulumi.Output<string>) => PolicyStatement[];
}

/**
 * A bucket that is versioned, encrypted, closed to the public and to access control lists, and answers
 * over TLS only. `closedBy` are its settings: objects in the bucket depend on them.
 */
export function createPrivateBucket(args: PrivateBucket) {
  const { name, parent } = args;
  const bucket = new aws.s3.Bucket(
    name,
    { forceDestroy: args.deletable },
    { parent, protect: !args.deletable },
  );
  // Known in a preview already, unlike the bucket's own.
  const arn = bucketArn(getIdentity(parent).partition, bucket.bucket);
  const of = { bucket: bucket.id };
  const publicAccess = new aws.s3.BucketPublicAccessBlock(
    name,
    {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  const ownership = new aws.s3.BucketOwnershipControls(
    name,
    { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { parent },
  );
  const versioning = new aws.s3.BucketVersioning(
    name,
    { ...of, versioningConfiguration: { status: "Enabled" } },
    { parent },
  );
  const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    { ...of, rules: [encryptionRule(args.kmsKeyArn)] },
    { parent },
  );
  new aws.s3.BucketLifecycleConfiguration(
    name,
    { ...of, rules: lifecycleRules(args) },
    // Rules about replaced versions need versioning first:
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
    { parent, dependsOn: [versioning] },
  );
  const policy = new aws.s3.BucketPolicy(
    name,
    {
      ...of,
      policy: policyDocument([
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit
        tlsOnly("s3:*", [arn, pulumi.interpolate`${arn}/*`]),
        ...(args.statements?.(arn) ?? []),
      ]),
    },
    // Amazon S3 answers OperationAborted when both are written at once.
    { parent, dependsOn: [publicAccess] },
  );
  return { bucket, arn, closedBy: [publicAccess, ownership, versioning, encryption, policy] };
}

function encryptionRule(kmsKeyArn: pulumi.Input<string> | undefined) {
  return kmsKeyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
        // One KMS request for many objects: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
        bucketKeyEnabled: true,
      };
}

function lifecycleRules({ expireAfterDays, noncurrentVersionDays }: PrivateBucket) {
  const rule = <Action>(id: string, action: Action) => ({
    id,
    status: "Enabled",
    filter: {},
    ...action,
  });
  return [
    rule("abort-incomplete-uploads", {
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    }),
    ...(expireAfterDays === undefined
      ? []
      : [rule("expire", { expiration: { days: expireAfterDays } })]),
    ...(noncurrentVersionDays === undefined
      ? []
      : [
          rule("expire-noncurrent-versions", {
            noncurrentVersionExpiration: { noncurrentDays: noncurrentVersionDays },
          }),
        ]),
  ];
}
