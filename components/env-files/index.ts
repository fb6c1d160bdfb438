import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { diskFiles } from "../files";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { createPrivateBucket } from "../internal/private-bucket";
import { outputsOf } from "../internal/outputs";
import type { EnvFileArgs, EnvFilesArgs } from "./args";
import { envFilesProblems } from "./env-files-problems";
import { contentHash, objectKey } from "./object-key";
import { envFilesArgs } from "./shape";

export * from "./args";

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
    const disk = diskFiles("");
    const { files, kmsKeyArn, deletable } = checkedArguments({
      component: `EnvFiles "${name}"`,
      schema: envFilesArgs,
      rules: (given) => envFilesProblems(given.files, disk),
      args,
    });
    super("drydock:index:EnvFiles", name, unrecorded, opts);

    const { bucket, arn, closedBy } = createPrivateBucket({
      name,
      parent: this,
      kmsKeyArn,
      deletable,
      noncurrentVersionDays: 90,
    });
    const objects = files.map((file) =>
      createObject(file, {
        name: `${name}-${file.name}`,
        hash: contentHash(disk.read(file.path) ?? new Uint8Array()),
        bucket: bucket.bucket,
        options: {
          parent: this,
          dependsOn: [...closedBy],
          retainOnDelete: !file.live,
          // An object keeps the key that it was written with, even if that is deleted.
          replacementTrigger: kmsKeyArn ?? "AES256",
          // The new object has the same key: a delete after it would take it away.
          ...(file.live ? { deleteBeforeReplace: true } : {}),
        },
      }),
    );

    this.bucketArn = arn;
    this.objectArns = pulumi
      // The key, not the object's ARN: it is known in a preview, and waits for the object all the same.
      .all([arn, pulumi.all(objects.map((object) => object.key))])
      .apply(([bucketArn, keys]) =>
        Object.fromEntries(
          files.map((file, index) => [file.name, `${bucketArn}/${keys[index] ?? ""}`]),
        ),
      );
    this.registerOutputs(outputsOf(this));
  }
}

interface ObjectPlacement {
  readonly name: string;
  readonly hash: string;
  readonly bucket: pulumi.Output<string>;
  readonly options: pulumi.CustomResourceOptions;
}

function createObject(
  file: Required<EnvFileArgs>,
  placement: ObjectPlacement,
): aws.s3.BucketObjectv2 {
  const { hash } = placement;
  return new aws.s3.BucketObjectv2(
    placement.name,
    {
      bucket: placement.bucket,
      key: objectKey({ name: file.name, hash, live: file.live }),
      contentType: "text/plain; charset=utf-8",
      // An asset, not `content`: the state keeps the hash of the file instead of its text.
      source: new pulumi.asset.FileAsset(file.path),
      // A live key says nothing of the content: the hash shows a change in a preview without the file.
      ...(file.live ? { sourceHash: hash } : {}),
    },
    placement.options,
  );
}
