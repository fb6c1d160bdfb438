// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** One file of NAME=VALUE lines. */
export interface EnvFileArgs {
  /** The file's name in the repository, ending in .env, such as `env/test.env`. Becomes its key in the bucket. */
  name: string;
  /** Where to read the file: absolute, or relative to the folder the program runs in. */
  path: string;
  /** False pins the file: its key holds a hash of its content, a change creates a new object and so a new task definition, and older objects stay for a rollback. True keeps one key: a change reaches the tasks that start after it. Defaults to false. */
  live?: boolean;
}

/** Arguments of EnvFiles. */
export interface EnvFilesArgs {
  /** The files to put into the bucket, each name once. */
  files: EnvFileArgs[];
  /** ARN of the KMS key that encrypts the files. Defaults to keys of Amazon S3 (SSE-S3). */
  kmsKeyArn?: pulumi.Input<string>;
  /** True lets the bucket be deleted with all its files; false protects it. Defaults to false. */
  deletable?: boolean;
}
