import { z } from "zod";
import type { ModelProblem } from "./check/problem";

export const tags = z
  .record(z.string().min(1).max(128), z.string().max(256))
  .default({})
  .describe(
    "Tags put on every resource, besides project, environment, service and managed-by. Defaults to none.",
  );

/** Tags that the program sets itself. */
const ownTags = ["project", "environment", "service", "managed-by"];

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#tag-conventions */
const mostTags = 50;

/** An environment file is an S3 object: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
const mostTagsOfAnObject = 10;

/** Of the program's own tags an object has all but that of a service. */
const ownObjectTags = ownTags.length - 1;

const allowedText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Returns the problems of tags: one may not hide one of the program's, nor claim a name of AWS. `objects` get them as well. */
export function tagProblems(
  tags: Readonly<Record<string, string>>,
  { objects }: { readonly objects: boolean },
): ModelProblem[] {
  const at = { at: "key" as const, showValue: false };
  const seen = new Set<string>();
  const problems = Object.entries(tags).flatMap(([name, value]): ModelProblem[] => {
    const problem = tagProblem(name, value, seen);
    seen.add(name.toLowerCase());
    return problem === undefined ? [] : [{ ...at, path: [name], ...problem }];
  });
  // Besides its default tags a resource may have a Name.
  const most = objects ? mostTagsOfAnObject - ownObjectTags : mostTags - ownTags.length - 1;
  const count = Object.keys(tags).length;
  if (count <= most) return problems;
  return [
    ...problems,
    {
      ...at,
      path: [],
      message: `There are ${count} tags, and the program adds its own.`,
      allowed: objects
        ? `at most ${most} tags where there are environment files: an S3 object has ${mostTagsOfAnObject} in all`
        : `at most ${most} tags`,
      fix: "Remove some.",
    },
  ];
}

function tagProblem(
  name: string,
  value: string,
  seen: ReadonlySet<string>,
): Omit<ModelProblem, "path"> | undefined {
  if (ownTags.includes(name.toLowerCase())) {
    return {
      message: "The program sets this tag itself.",
      allowed: `any name but ${ownTags.join(", ")}`,
      fix: "Remove it, or use another name.",
    };
  }
  if (/^aws:/i.test(name)) {
    return {
      message: "Names that start with aws: belong to AWS.",
      allowed: "any other name",
      fix: "Use another name.",
    };
  }
  if (seen.has(name.toLowerCase())) {
    return {
      message: "IAM does not tell tags apart that differ in upper and lower case only.",
      allowed: "each name once, in whatever case",
      fix: "Remove one of the two.",
    };
  }
  if (allowedText.test(name) && allowedText.test(value)) return undefined;
  return {
    message: "A tag's name or value holds a character that AWS does not allow there.",
    allowed: "letters, digits, spaces and _ . : / = + - @",
    fix: "Use only those.",
  };
}
