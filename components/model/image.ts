import { z } from "zod";
import { withHint } from "./check/hints";
import { logicalName, repositoryPath, strict, variableName } from "./primitives";

/** How an image is built from a folder with a Dockerfile. */
export const imageBuild = strict({
  context: repositoryPath.describe("The folder that is sent to the build."),
  dockerfile: repositoryPath
    .optional()
    .describe("The Dockerfile. Defaults to Dockerfile in the context."),
  target: z.string().min(1).optional().describe("The stage to build. Defaults to the last."),
  args: z
    .record(variableName, z.string())
    .default({})
    .describe(
      "Build arguments; they stay visible in the image, so never a secret. Defaults to none.",
    ),
});

/** An image by its reference. */
export const imageReference = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]*(?::\d+)?(?:\/[a-z0-9._-]+)*(?::[\w][\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/,
    "registry/repository:tag or registry/repository@sha256:digest",
  );

/** The image of a container in a stack file. */
export const image = withHint(
  z.union([
    strict({
      build: withHint(imageBuild, (value) =>
        typeof value === "string" ? "Write build: { context: folder }." : undefined,
      ).describe("Build an image and push it to a repository of the environment."),
    }),
    strict({
      reference: imageReference.describe(
        "An image that exists: registry/repository with a tag, a digest, or both.",
      ),
      pinDigest: z
        .boolean()
        .default(false)
        .describe("Look the tag up at each update and deploy its digest. Defaults to false."),
      credentialsSecret: logicalName
        .optional()
        .describe(
          "A name under drydock:secrets that holds username and password for a private registry.",
        ),
    }),
  ]),
  (value) =>
    typeof value === "string"
      ? "Write image: { reference: registry/repository:tag }, or image: { build: { context: folder } }."
      : "Write image: { build: { context: folder } } or image: { reference: registry/repository:tag }.",
).describe("The image: built here, or a reference to one that exists.");
