import type { z } from "zod";
import { type ModelProblem, within } from "../model/check/problem";
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
  const problems: ModelProblem[] = [];
  if ((build === undefined) === (reference === undefined)) {
    problems.push({
      path: [build === undefined ? "build" : "reference"],
      related: [["build"], ["reference"]],
      message: "An image is either built or named by a reference.",
      allowed: "one of build, reference",
      fix: build === undefined ? "Add one of the two." : "Keep one of the two.",
    });
  }
  if (build !== undefined && repositoryName === undefined) {
    problems.push({
      path: ["repositoryName"],
      message: "A build needs a repository that it is pushed to.",
      allowed: "the repository's name, such as shop-test/web",
      fix: "Add repositoryName.",
    });
  }
  if (build === undefined && repositoryName !== undefined) {
    problems.push({
      path: ["repositoryName"],
      related: [["build"]],
      message: "Only a build has its own repository.",
      allowed: "repositoryName together with build",
      fix: "Remove it.",
    });
  }
  if (build !== undefined && pinDigest) {
    problems.push({
      path: ["pinDigest"],
      related: [["build"]],
      message: "A build is deployed by its digest anyway.",
      allowed: "pinDigest together with reference",
      fix: "Remove pinDigest.",
    });
  }
  return problems;
}
