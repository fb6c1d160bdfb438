import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuseArguments, unrecorded } from "../internal/arguments";
import { createPrivateBucket } from "../internal/private-bucket";
import { envFilesProblems } from "./env-files-problems";
import { objectKey } from "./object-key";
import { readHashes } from "./read-hashes";

export { anyContentArn } from "./object-key";

/** One file of NAME=VALUE lines. */
export interface EnvFileArgs {
  /** The file's name in the repository, ending in .env, such as `env/test.env`. Becomes its key in the bucket. */
  readonly name: string;
  /** Where to read the file: absolute, or relative to the folder the program runs in. */
  readonly path: string;
  /**
   * False pins the file: its key holds a hash of its content, a change makes a new object and so a new
   * task definition, and older objects stay for a rollback. True keeps one key: a change reaches the
   * tasks that start after it. Defaults to false.
   */
  readonly live?: boolean;
}

/** Arguments of EnvFiles. */
export interface EnvFilesArgs {
  /** The files to put into the bucket, each name once. */
  readonly files: EnvFileArgs[];
  /** ARN of the customer-managed key that encrypts the files. Defaults to keys of Amazon S3 (SSE-S3). */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** True lets the bucket be deleted with all its files; false protects it. Defaults to false. */
  readonly deletable?: boolean;
}

/** Environment files in a private bucket, from which Amazon ECS reads them when a task starts. */
export class EnvFiles extends pulumi.ComponentResource {
  /** ARN of the bucket. */
  public readonly bucketArn: pulumi.Output<string>;
  /** ARN of each file's object, by the file's name. Resolves after the object exists. */
  public readonly objectArns: pulumi.Output<Record<string, string>>;

  /**
   * @throws pulumi.InputPropertiesError when `files` is empty, has a name twice or one that Amazon ECS
   * refuses, or when a file cannot be read.
   */
  constructor(name: string, args: EnvFilesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("drydock:index:EnvFiles", name, unrecorded, opts);
    const { hashes, problems } = readHashes(args.files);
    refuseArguments(`EnvFiles "${name}"`, [...envFilesProblems(args.files), ...problems]);

    const { bucket, arn, closedBy } = createPrivateBucket({
      name,
      parent: this,
      kmsKeyArn: args.kmsKeyArn,
      deletable: args.deletable ?? false,
      noncurrentVersionDays: 90,
    });
    const objects = args.files.map((file, index) =>
      createObject(file, {
        name: `${name}-${file.name}`,
        hash: hashes[index] ?? "",
        bucket: bucket.bucket,
        options: { parent: this, dependsOn: [...closedBy], retainOnDelete: file.live !== true },
      }),
    );

    this.bucketArn = arn;
    this.objectArns = pulumi
      // The key, not the object's ARN: it is known in a preview, and waits for the object all the same.
      .all([arn, pulumi.all(objects.map((object) => object.key))])
      .apply(([bucketArn, keys]) =>
        Object.fromEntries(
          args.files.map((file, index) => [file.name, `${bucketArn}/${keys[index] ?? ""}`]),
        ),
      );
    this.registerOutputs({ bucketArn: this.bucketArn, objectArns: this.objectArns });
  }
}

interface ObjectPlacement {
  readonly name: string;
  readonly hash: string;
  readonly bucket: pulumi.Output<string>;
  readonly options: pulumi.CustomResourceOptions;
}

function createObject(file: EnvFileArgs, placement: ObjectPlacement): aws.s3.BucketObjectv2 {
  const { hash } = placement;
  return new aws.s3.BucketObjectv2(
    placement.name,
    {
      bucket: placement.bucket,
      key: objectKey({ name: file.name, hash, live: file.live ?? false }),
      contentType: "text/plain; charset=utf-8",
      // An asset, not `content`: the state keeps the hash of the file instead of its text.
      source: new pulumi.asset.FileAsset(file.path),
      // A live key says nothing of the content: the hash shows a change in a preview without the file.
      ...(file.live === true ? { sourceHash: hash } : {}),
    },
    placement.options,
  );
}
