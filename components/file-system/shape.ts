import { z } from "zod";
import { encryptedBy, id } from "../internal/common-arguments";
import { argumentType } from "../model/check/argument-type";
import { fileSystemShape } from "../model/file-systems";
import { offByDefault, strict } from "../model/primitives";

export const fileSystemArgs = argumentType(
  "FileSystemArgs",
  "Arguments of FileSystem.",
  strict({
    vpcId: id.describe("The VPC whose tasks mount the files."),
    subnetIds: z
      .array(id)
      .min(1)
      .describe("The subnets that get a mount target, one in each zone that has tasks."),
    kmsKeyArn: encryptedBy("the files", "the AWS-managed key `aws/elasticfilesystem`"),
    ...fileSystemShape,
    deletable: offByDefault(
      "True lets the file system be deleted with all its files; false protects it.",
    ),
  }),
);
