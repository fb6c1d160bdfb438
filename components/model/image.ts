import { z } from "zod";
import { ecrImage } from "../facts/ecr";
import { withHint, withReading } from "./check/advice";
import { nameList, nearestName } from "./check/nearest";
import { type ModelProblem, problemIf } from "./check/problem";
import type { FileContext } from "./files";
import {
  logicalName,
  matching,
  offByDefault,
  repositoryPath,
  strict,
  variableName,
} from "./primitives";
import { secretShape } from "drydock-policy/secrets";
import { buildForm, imageForm, referenceText } from "./readings";

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
export const imageReference = withReading(
  matching(
    /^[a-z0-9][a-z0-9._-]*(?::\d+)?(?:\/[a-z0-9._-]+)*(?::[\w][\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/,
    "registry/repository:tag or registry/repository@sha256:digest",
  ),
  referenceText,
);

/** The image of a container in a stack file. */
export const image = withHint(
  withReading(
    z.union([
      strict({
        build: withReading(imageBuild, buildForm).describe(
          "Build an image and push it to a repository of the environment.",
        ),
      }),
      strict({
        reference: imageReference.describe(
          "An image that exists: registry/repository with a tag, a digest, or both.",
        ),
        pinDigest: offByDefault("Look the tag up at each update and deploy its digest."),
        credentialsSecret: logicalName
          .optional()
          .describe(
            "A name under drydock:secrets that holds username and password for a private registry.",
          ),
      }),
    ]),
    imageForm,
  ),
  ({ value }) =>
    value === undefined || value === null
      ? "Write image: { build: { context: folder } } or image: { reference: registry/repository:tag }."
      : undefined,
).describe("The image: built here, or a reference to one that exists.");

/** Returns the problems of a build: arguments that look like secrets, or a missing folder, Dockerfile or stage. */
export function buildProblems(
  build: z.output<typeof imageBuild>,
  context: FileContext,
): ModelProblem[] {
  const secretArgs = Object.entries(build.args).flatMap(([name, value]): ModelProblem[] => {
    const shape = secretShape(name, value);
    return problemIf(shape !== undefined, {
      path: ["args", name],
      at: "key",
      message: `This build argument looks like a secret (${shape}); arguments stay readable in the image.`,
      allowed: "values that anyone who has the image may read",
      fix: "Remove it; give the running container the secret under secrets.",
    });
  });
  const kind = context.files.kind(build.context);
  if (kind === "folder") return [...secretArgs, ...dockerfileProblems(build, context)];
  return [
    ...secretArgs,
    {
      path: ["context"],
      message: kind === "missing" ? "There is no such folder." : "This is a file, not a folder.",
      allowed: "a folder, by its path from the stack file",
      fix: "Correct the path, or add the folder.",
    },
  ];
}

function dockerfileProblems(
  build: z.output<typeof imageBuild>,
  { files, shownFile }: FileContext,
): ModelProblem[] {
  const { target } = build;
  const dockerfile = build.dockerfile ?? `${build.context}/Dockerfile`;
  const bytes = files.read(dockerfile);
  if (bytes === undefined) {
    return [
      {
        path: [build.dockerfile === undefined ? "context" : "dockerfile"],
        message:
          build.dockerfile === undefined
            ? "This folder holds no file named Dockerfile."
            : "There is no such Dockerfile.",
        allowed: "a Dockerfile, by its path from the stack file",
        fix: "Correct the path, or add the file.",
      },
    ];
  }
  if (target === undefined) return [];
  const stages = [...new TextDecoder().decode(bytes).matchAll(stagePattern)].map(
    ([, name]) => name ?? "",
  );
  if (stages.some((stage) => stage.toLowerCase() === target.toLowerCase())) return [];
  const near = nearestName(target, stages);
  return [
    {
      path: ["target"],
      message: `${shownFile(dockerfile)} has no stage of this name.`,
      allowed: nameList(stages),
      fix:
        near === undefined
          ? "Write the name of a stage (FROM ... AS name)."
          : `Did you mean ${near}?`,
    },
  ];
}

/** https://docs.docker.com/reference/dockerfile/#from */
const stagePattern = /^\s*FROM\s.*\sAS\s+([A-Za-z0-9_.-]+)\s*$/gim;

/** Returns the problems of a reference: no tag, or a digest to look up that is given already or cannot be looked up. */
export function referenceProblems(image: {
  readonly reference: string;
  readonly pinDigest: boolean;
  readonly credentialsSecret?: string | undefined;
}): ModelProblem[] {
  const { reference, pinDigest, credentialsSecret } = image;
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  const digest = reference.includes("@");
  const ecr = ecrImage(reference);
  return [
    ...problemIf(!digest && !name.includes(":"), {
      path: ["reference"],
      message: "This names neither a tag nor a digest, so it would be whatever is newest.",
      allowed: "registry/repository:tag, or registry/repository@sha256:digest",
      fix: `Write reference: ${reference}:<tag>, with the tag you have tested, or its digest.`,
    }),
    ...problemIf(pinDigest && digest, {
      path: ["pinDigest"],
      related: [["reference"]],
      message: "The reference names a digest already, so there is nothing to look up.",
      allowed: "pinDigest: true with a tag",
      fix: "Remove pinDigest.",
    }),
    ...problemIf(pinDigest && credentialsSecret !== undefined, {
      path: ["pinDigest"],
      related: [["credentialsSecret"]],
      message:
        "The look-up has no credentials: only the running task gets those of credentialsSecret.",
      allowed: "pinDigest: true for images anyone may pull",
      fix: "Remove pinDigest and write the digest into reference.",
    }),
    ...(ecr === undefined
      ? []
      : problemIf(pinDigest && !digest, {
          path: ["pinDigest"],
          related: [["reference"]],
          message:
            "The look-up has no credentials for a private registry, and this image is in Amazon ECR.",
          allowed: "pinDigest: true for images anyone may pull",
          fix:
            "Remove pinDigest and write the digest into reference: aws ecr describe-images " +
            `--registry-id ${ecr.account} --region ${ecr.region} --repository-name ${ecr.repository} ` +
            `--image-ids imageTag=${name.split(":")[1] ?? "<tag>"} --query 'imageDetails[0].imageDigest'.`,
        })),
  ];
}
