/** Buckets, the settings of a bucket, objects. */
import { CloudRefusal } from "../refusal";
import type { Reference, ResourceModel, ResourceModels, Situation } from "../types";
import { textAt } from "../values";
import { keyReference } from "./kms";

export const bucketType = "aws:s3/bucket:Bucket";
export const objectType = "aws:s3/bucketObjectv2:BucketObjectv2";

/** Objects that AWS wrote into a bucket: no program manages them, and they prevent the bucket's deletion. */
export const writtenByAwsType = `written by AWS: ${objectType}`;

const ofBucket: Reference = {
  path: "bucket",
  to: bucketType,
  missing: "NoSuchBucket: The specified bucket does not exist: {value}",
};

/** A setting of a bucket is a resource whose id is the bucket's name. */
const setting: ResourceModel = {
  replaceOn: ["bucket"],
  id: (facts) => facts.text("bucket"),
  references: [ofBucket],
};

/** A setting that may name the bucket's expected owner. */
const ownedSetting: ResourceModel = { ...setting, replaceOn: ["bucket", "expectedBucketOwner"] };

const object: ResourceModel = {
  defaults: { forceDestroy: false },
  replaceOn: ["bucket", "key"],
  id: (facts) => `${facts.text("bucket")}/${facts.text("key")}`,
  outputs: (facts) => ({
    arn: facts.globalArn("s3", `${facts.text("bucket")}/${facts.text("key")}`),
    etag: facts.hex(32, "etag"),
    versionId: facts.hex(32, "version"),
    storageClass: "STANDARD",
  }),
  exclusive: [["source", "content", "contentBase64"]],
  texts: { key: { most: 1024 } },
  references: [ofBucket],
  onWrite: refuseKeyOutside,
};

export const s3: ResourceModels = {
  [bucketType]: {
    autoName: { property: "bucket", maxLength: 63, lowerCase: true },
    defaults: { forceDestroy: false },
    replaceOn: ["bucket", "bucketPrefix", "objectLockEnabled"],
    outputs: (facts, id) => ({
      arn: facts.globalArn("s3", id),
      bucketDomainName: `${id}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${id}.s3.${facts.region}.amazonaws.com`,
      bucketRegion: facts.region,
      hostedZoneId: `Z${facts.base36(13)}`,
    }),
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    texts: { bucket: { most: 63, pattern: /^[a-z0-9][a-z0-9.-]+[a-z0-9]$/ } },
    unique: [
      {
        by: ["bucket"],
        global: true,
        taken:
          "BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.",
      },
    ],
    onDelete: refuseFullBucket,
    afterDelete: (situation) => {
      for (const file of objectsIn(situation)) situation.store.remove(file);
    },
  },
  "aws:s3/bucketObject:BucketObject": object,
  [objectType]: object,
  "aws:s3/bucketPolicy:BucketPolicy": { ...setting, json: ["policy"] },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": setting,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    ...setting,
    oneOf: {
      "rule.objectOwnership": ["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"],
    },
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    ...ownedSetting,
    oneOf: { "versioningConfiguration.status": ["Enabled", "Suspended", "Disabled"] },
  },
  "aws:s3/bucketLogging:BucketLogging": ownedSetting,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    ...ownedSetting,
    references: [
      ofBucket,
      keyReference("rules.*.applyServerSideEncryptionByDefault.kmsMasterKeyId"),
    ],
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ownedSetting,
};

const objectsIn = ({ store, object: bucket }: Situation) =>
  [objectType, writtenByAwsType]
    .flatMap((type) => store.ofType(type))
    .filter(({ inputs }) => textAt(inputs, "bucket") === bucket.id);

function refuseFullBucket(situation: Situation): void {
  if (situation.object.inputs["forceDestroy"] === true) return;
  if (objectsIn(situation).length === 0) return;
  throw new CloudRefusal("BucketNotEmpty", "The bucket you tried to delete is not empty");
}

/**
 * A key may step up only over folders that it has stepped into before.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 */
function refuseKeyOutside({ object: { inputs } }: Situation): void {
  let depth = 0;
  for (const step of textAt(inputs, "key").split("/")) {
    depth += step === ".." ? -1 : 1;
    if (depth < 0) throw new CloudRefusal("InvalidURI", "Couldn't parse the specified URI.");
  }
}
