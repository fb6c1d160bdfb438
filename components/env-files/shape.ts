import { z } from "zod";
import { encryptedBy } from "../internal/common-arguments";
import { argumentType } from "../model/check/argument-type";
import { matching, offByDefault, strict } from "../model/primitives";

const envFile = argumentType(
  "EnvFileArgs",
  "One file of NAME=VALUE lines.",
  strict({
    name: matching(
      /^(?!\/).*\.env$/,
      "a relative name that ends in .env, which Amazon ECS demands, such as env/test.env",
    ).describe(
      "The file's name in the repository, ending in .env, such as `env/test.env`. Becomes its key in the bucket.",
    ),
    path: z
      .string()
      .describe("Where to read the file: absolute, or relative to the folder the program runs in."),
    live: offByDefault(
      "False pins the file: its key holds a hash of its content, a change creates a new object and so a new " +
        "task definition, and older objects stay for a rollback. True keeps one key: a change reaches the " +
        "tasks that start after it.",
    ),
  }),
);

export const envFilesArgs = argumentType(
  "EnvFilesArgs",
  "Arguments of EnvFiles.",
  strict({
    files: z.array(envFile).min(1).describe("The files to put into the bucket, each name once."),
    kmsKeyArn: encryptedBy("the files", "keys of Amazon S3 (SSE-S3)"),
    deletable: offByDefault(
      "True lets the bucket be deleted with all its files; false protects it.",
    ),
  }),
);
