import type { z } from "zod";
import { type ModelProblem, problemIf, within } from "../model/check/problem";
import type { FileReader } from "../model/files";
import { buildProblems, referenceProblems } from "../model/image";
import type { containerImageArgs } from "./shape";

type ImageSettings = Pick<
  z.output<typeof containerImageArgs>,
  "build" | "reference" | "repositoryName" | "pinDigest"
>;

/** Returns the problems of an image's arguments. */
export function containerImageProblems(image: ImageSettings, files: FileReader): ModelProblem[] {
  const { build, reference, pinDigest } = image;
  const context = { files, shownFile: (path: string) => path };
  return [
    ...contradictions(image),
    ...(build === undefined ? [] : within(["build"], buildProblems(build, context))),
    ...(reference === undefined ? [] : referenceProblems({ reference, pinDigest })),
  ];
}

function contradictions(image: ImageSettings): ModelProblem[] {
  const { build, reference, repositoryName, pinDigest } = image;
  return [
    ...problemIf((build === undefined) === (reference === undefined), {
      path: [build === undefined ? "build" : "reference"],
      related: [["build"], ["reference"]],
      message: "An image is either built or named by a reference.",
      allowed: "one of build, reference",
      fix: build === undefined ? "Add one of the two." : "Keep one of the two.",
    }),
    ...problemIf(build !== undefined && repositoryName === undefined, {
      path: ["repositoryName"],
      message: "A build needs a repository that it is pushed to.",
      allowed: "the repository's name, such as shop-test/web",
      fix: "Add repositoryName.",
    }),
    ...problemIf(build === undefined && repositoryName !== undefined, {
      path: ["repositoryName"],
      related: [["build"]],
      message: "Only a build has its own repository.",
      allowed: "repositoryName together with build",
      fix: "Remove it.",
    }),
    ...problemIf(build !== undefined && pinDigest, {
      path: ["pinDigest"],
      related: [["build"]],
      message: "A build is deployed by its digest anyway.",
      allowed: "pinDigest together with reference",
      fix: "Remove pinDigest.",
    }),
  ];
}
