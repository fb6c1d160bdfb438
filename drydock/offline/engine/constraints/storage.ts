/** Amazon S3, Amazon ECR, Amazon EFS, AWS Secrets Manager. */
import { CloudRefusal } from "../cloud/refusal";
import { inGroup, inSubnet } from "./network";
import type { Constraints, Reference, Situation } from "./types";
import { imageType } from "./images";
import { textAt } from "../values";

const bucketType = "aws:s3/bucket:Bucket";
export const objectType = "aws:s3/bucketObjectv2:BucketObjectv2";
const repositoryType = "aws:ecr/repository:Repository";
const fileSystemType = "aws:efs/fileSystem:FileSystem";
export const mountTargetType = "aws:efs/mountTarget:MountTarget";
export const secretType = "aws:secretsmanager/secret:Secret";
export const secretVersionType = "aws:secretsmanager/secretVersion:SecretVersion";

const ofBucket: Reference = {
  path: "bucket",
  to: bucketType,
  missing: "NoSuchBucket: The specified bucket does not exist: {value}",
};

const bucketSetting = { required: ["bucket"], references: [ofBucket] };

const ofFileSystem: Reference = {
  path: "fileSystemId",
  to: fileSystemType,
  missing: "FileSystemNotFound: File system '{value}' does not exist.",
};

const ofSecret = (path: string): Reference => ({
  path,
  to: secretType,
  missing: "ResourceNotFoundException: Secrets Manager can't find the specified secret.",
});

/** A customer-managed key; keys of other accounts or of the stack file are not looked up. */
const key = (path: string): Reference => ({
  path,
  to: "aws:kms/key:Key",
  by: "arn",
  outside: /^(alias\/|arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:alias\/)/,
  missing: "NotFoundException: Key '{value}' does not exist",
});

export const storage: Constraints = {
  [bucketType]: {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    texts: { bucket: { most: 63, pattern: /^[a-z0-9][a-z0-9.-]+[a-z0-9]$/ } },
    unique: [
      {
        by: ["bucket"],
        taken:
          "BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.",
      },
    ],
    onDelete: refuseFullBucket,
    afterDelete: ({ store, object }) => {
      for (const file of objectsIn({ store, object })) store.remove(file);
    },
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    required: ["bucket", "policy"],
    json: ["policy"],
    references: [ofBucket],
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    ...bucketSetting,
    oneOf: { "versioningConfiguration.status": ["Enabled", "Suspended", "Disabled"] },
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucketSetting,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    ...bucketSetting,
    oneOf: {
      "rule.objectOwnership": ["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"],
    },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    required: ["bucket", "rules"],
    references: [ofBucket, key("rules.*.applyServerSideEncryptionByDefault.kmsMasterKeyId")],
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    required: ["bucket", "rules"],
    references: [ofBucket],
  },
  [objectType]: {
    required: ["bucket", "key"],
    exclusive: [["source", "content", "contentBase64"]],
    texts: { key: { most: 1024 } },
    references: [ofBucket],
  },
  [repositoryType]: {
    // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
    texts: {
      name: { most: 256, pattern: /^[a-z0-9]+([._/-][a-z0-9]+)*$/ },
    },
    oneOf: {
      imageTagMutability: [
        "MUTABLE",
        "IMMUTABLE",
        "MUTABLE_WITH_EXCLUSION",
        "IMMUTABLE_WITH_EXCLUSION",
      ],
    },
    references: [key("encryptionConfigurations.*.kmsKey")],
    onDelete: refuseFullRepository,
    afterDelete: (situation) => {
      for (const image of imagesIn(situation)) situation.store.remove(image);
    },
    unique: [
      {
        by: ["name"],
        taken:
          "RepositoryAlreadyExistsException: The repository with name '{name}' already exists in the registry",
      },
    ],
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    required: ["policy", "repository"],
    json: ["policy"],
    references: [
      {
        path: "repository",
        to: repositoryType,
        by: "name",
        missing:
          "RepositoryNotFoundException: The repository with name '{value}' does not exist in the registry",
      },
    ],
  },
  [fileSystemType]: {
    oneOf: {
      throughputMode: ["bursting", "provisioned", "elastic"],
      performanceMode: ["generalPurpose", "maxIO"],
    },
    references: [key("kmsKeyId")],
  },
  [mountTargetType]: {
    required: ["fileSystemId", "subnetId"],
    references: [
      {
        ...ofFileSystem,
        inUse: "FileSystemInUse: Failed to delete file system {value}: it has mount targets.",
      },
      inSubnet("subnetId"),
      inGroup("securityGroups.*"),
    ],
    unique: [
      {
        by: ["fileSystemId", "subnetId"],
        taken: "MountTargetConflict: mount target already exists in this AZ",
      },
    ],
  },
  "aws:efs/accessPoint:AccessPoint": { required: ["fileSystemId"], references: [ofFileSystem] },
  "aws:efs/backupPolicy:BackupPolicy": {
    required: ["backupPolicy", "fileSystemId"],
    oneOf: { "backupPolicy.status": ["ENABLED", "DISABLED"] },
    references: [ofFileSystem],
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    required: ["fileSystemId", "policy"],
    json: ["policy"],
    references: [ofFileSystem],
  },
  [secretType]: {
    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    texts: { name: { most: 512, pattern: /^[A-Za-z0-9/_+=.@-]+$/ } },
    references: [key("kmsKeyId")],
    unique: [
      {
        by: ["name"],
        taken:
          "ResourceExistsException: The operation failed because the secret {name} already exists.",
      },
    ],
    onCreate: refuseScheduledName,
    afterDelete: ({ store, object }) => {
      const days = object.inputs["recoveryWindowInDays"];
      for (const version of versionsOf(store, object.id)) store.remove(version);
      if (days === 0) return;
      // The name stays taken until the window is over.
      store.put({ ...object, type: scheduledType });
    },
  },
  [secretVersionType]: {
    required: ["secretId"],
    exclusive: [["secretString", "secretBinary"]],
    references: [ofSecret("secretId")],
    afterWrite: moveStages,
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    required: ["policy", "secretArn"],
    json: ["policy"],
    references: [ofSecret("secretArn")],
  },
};

/** Secrets that wait for their deletion. */
export const scheduledType = "scheduled for deletion: aws:secretsmanager/secret:Secret";

/** What AWS itself put into a bucket: it is in no program, and keeps the bucket from being deleted. */
export const writtenByAwsType = "written by AWS: aws:s3/bucketObjectv2:BucketObjectv2";

const objectsIn = ({ store, object }: Situation) =>
  [objectType, writtenByAwsType]
    .flatMap((type) => store.ofType(type))
    .filter(({ inputs }) => textAt(inputs, "bucket") === object.id);

function refuseFullBucket(situation: Situation): void {
  if (situation.object.inputs["forceDestroy"] === true) return;
  if (objectsIn(situation).length === 0) return;
  throw new CloudRefusal("BucketNotEmpty", "The bucket you tried to delete is not empty");
}

const imagesIn = ({ store, object }: Situation) =>
  store
    .ofType(imageType)
    .filter(({ state }) =>
      textAt(state, "ref").startsWith(`${textAt(object.state, "repositoryUrl")}@`),
    );

function refuseFullRepository(situation: Situation): void {
  if (situation.object.inputs["forceDelete"] === true) return;
  if (imagesIn(situation).length === 0) return;
  throw new CloudRefusal(
    "RepositoryNotEmptyException",
    `The repository with name '${situation.object.id}' cannot be deleted because it still contains images`,
  );
}

function refuseScheduledName({ store, object }: Situation): void {
  const name = textAt(object.inputs, "name");
  if (!store.ofType(scheduledType).some(({ inputs }) => textAt(inputs, "name") === name)) return;
  throw new CloudRefusal(
    "InvalidRequestException",
    `You can't create this secret because a secret with this name (${name}) is already scheduled for deletion.`,
  );
}

/** The versions of a secret, oldest first. */
export const versionsOf = (store: Situation["store"], secretId: string) =>
  store.ofType(secretVersionType).filter(({ inputs }) => textAt(inputs, "secretId") === secretId);

/**
 * The version put last is AWSCURRENT, the one before it AWSPREVIOUS, the others lose their stages.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
 */
function moveStages({ store, object }: Situation): void {
  const others = versionsOf(store, textAt(object.inputs, "secretId")).filter(
    ({ id }) => id !== object.id,
  );
  for (const other of others) {
    const wasCurrent = JSON.stringify(other.state["versionStages"]) === '["AWSCURRENT"]';
    const versionStages = wasCurrent ? ["AWSPREVIOUS"] : [];
    store.put({ ...other, state: { ...other.state, versionStages } });
  }
}
