/** Buckets, the settings of a bucket, objects. */
import { awsPage } from "../documentation";
import type { ResourceModel, ResourceModels } from "../types";

/** A setting of a bucket is a resource whose id is the bucket's name. */
const setting = (page: string): ResourceModel => ({
  documentation: awsPage(page),
  replaceOn: ["bucket"],
  id: (facts) => facts.text("bucket"),
});

/** One that may name the account the bucket has to belong to. */
const ownedSetting = (page: string): ResourceModel => ({
  ...setting(page),
  replaceOn: ["bucket", "expectedBucketOwner"],
});

const bucket: ResourceModel = {
  documentation: awsPage("s3_bucket"),
  tagged: true,
  autoName: { property: "bucket", maxLength: 63, lowerCase: true },
  defaults: { forceDestroy: false },
  replaceOn: ["bucket", "bucketPrefix", "objectLockEnabled"],
  id: (facts) => facts.text("bucket"),
  outputs: (facts, id) => ({
    arn: facts.globalArn("s3", id),
    bucketDomainName: `${id}.s3.amazonaws.com`,
    bucketRegionalDomainName: `${id}.s3.${facts.region}.amazonaws.com`,
    bucketRegion: facts.region,
    hostedZoneId: `Z${facts.base36(13)}`,
  }),
};

const object: ResourceModel = {
  documentation: awsPage("s3_object"),
  tagged: true,
  defaults: { forceDestroy: false },
  replaceOn: ["bucket", "key"],
  id: (facts) => `${facts.text("bucket")}/${facts.text("key")}`,
  outputs: (facts) => ({
    arn: facts.globalArn("s3", `${facts.text("bucket")}/${facts.text("key")}`),
    etag: facts.hex(32, "etag"),
    versionId: facts.hex(32, "version"),
    storageClass: "STANDARD",
  }),
};

export const s3: ResourceModels = {
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketObject:BucketObject": object,
  "aws:s3/bucketObjectv2:BucketObjectv2": object,
  "aws:s3/bucketPolicy:BucketPolicy": setting("s3_bucket_policy"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": setting(
    "s3_bucket_public_access_block",
  ),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": setting("s3_bucket_ownership_controls"),
  "aws:s3/bucketVersioning:BucketVersioning": ownedSetting("s3_bucket_versioning"),
  "aws:s3/bucketLogging:BucketLogging": ownedSetting("s3_bucket_logging"),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    ownedSetting("s3_bucket_server_side_encryption_configuration"),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ownedSetting(
    "s3_bucket_lifecycle_configuration",
  ),
};
