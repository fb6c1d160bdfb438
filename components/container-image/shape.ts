import { z } from "zod";
import { encryptedBy } from "../internal/common-arguments";
import { like } from "../internal/late";
import { argumentType } from "../model/check/argument-type";
import { imageBuild, imageReference } from "../model/image";
import { offByDefault, strict } from "../model/primitives";
import { taskShape } from "../model/task";

const { context, dockerfile, target, args } = imageBuild.shape;

const build = argumentType(
  "ImageBuildArgs",
  "How an image is built. Paths are absolute, or relative to the folder the program runs in.",
  strict({
    context: like(context, z.string().min(1)),
    dockerfile: like(dockerfile, z.string().min(1).optional()),
    target,
    args,
  }),
);

export const containerImageArgs = argumentType(
  "ContainerImageArgs",
  "Arguments of ContainerImage: exactly one of `build` and `reference`.",
  strict({
    build: build
      .optional()
      .describe(
        "Builds an image and pushes it to its own repository. Defaults to using `reference`.",
      ),
    repositoryName: z
      .string()
      .optional()
      .describe(
        "The repository's name in AWS, such as `drydock-test/web`. Needed with `build`, refused without.",
      ),
    reference: imageReference
      .optional()
      .describe(
        "An image that exists: `registry/repository` with a tag, a digest or both. Defaults to using `build`.",
      ),
    pinDigest: offByDefault(
      "Looks the reference's tag up at each update and deploys its digest; public registries only.",
    ),
    architecture: taskShape.architecture.describe(
      "The processor a build is for: `X86_64` or `ARM64`, the same as the task's. Defaults to `X86_64`.",
    ),
    kmsKeyArn: encryptedBy("the repository", "the AWS-managed key `aws/ecr`"),
    deletable: offByDefault(
      "True lets the repository be deleted with all its images; false protects it.",
    ),
  }),
);
