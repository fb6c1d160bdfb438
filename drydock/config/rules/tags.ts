import { type ModelProblem } from "drydock-components/model/check/problem";
import { type StackConfig } from "../schema";
import { containers, type Rule } from "./rule";

/** Tags that the program sets itself. */
const OWN_TAGS = ["project", "environment", "service", "managed-by"];

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#tag-conventions */
const MOST = 50;

/** An environment file is an S3 object: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
const MOST_OF_AN_OBJECT = 10;

/** Of the program's own tags an object has all but that of a service. */
const OWN_OBJECT_TAGS = OWN_TAGS.length - 1;

/** A tag of the user's may not hide one of the program's, nor claim a name of AWS. */
export const tags: Rule = (config) => {
  const { tags: given } = config;
  const names = Object.keys(given);
  const at = { at: "key" as const, showValue: false };
  const most = mostTags(config);
  return [
    ...names.flatMap((name, index): ModelProblem[] => {
      const path = ["tags", name];
      if (OWN_TAGS.includes(name.toLowerCase())) {
        return [
          {
            ...at,
            path,
            message: "The program sets this tag itself.",
            allowed: `any name but ${OWN_TAGS.join(", ")}`,
            fix: "Remove it, or use another name.",
          },
        ];
      }
      if (/^aws:/i.test(name)) {
        return [
          {
            ...at,
            path,
            message: "Names that start with aws: belong to AWS.",
            allowed: "any other name",
            fix: "Use another name.",
          },
        ];
      }
      if (names.slice(0, index).some((other) => other.toLowerCase() === name.toLowerCase())) {
        return [
          {
            ...at,
            path,
            message: "IAM does not tell tags apart that differ in upper and lower case only.",
            allowed: "each name once, in whatever case",
            fix: "Remove one of the two.",
          },
        ];
      }
      if (ALLOWED_TEXT.test(name) && ALLOWED_TEXT.test(given[name] ?? "")) return [];
      return [
        {
          ...at,
          path,
          message: "A tag's name or value holds a character that AWS does not allow there.",
          allowed: "letters, digits, spaces and _ . : / = + - @",
          fix: "Use only those.",
        },
      ];
    }),
    ...(names.length <= most
      ? []
      : [
          {
            ...at,
            path: ["tags"],
            message: `There are ${names.length} tags, and the program adds its own.`,
            allowed: hasEnvFiles(config)
              ? `at most ${most} tags where there are environment files: an S3 object has ${MOST_OF_AN_OBJECT} in all`
              : `at most ${most} tags`,
            fix: "Remove some.",
          },
        ]),
  ];
};

function mostTags(config: StackConfig): number {
  // Besides its default tags a resource may have a Name.
  return hasEnvFiles(config) ? MOST_OF_AN_OBJECT - OWN_OBJECT_TAGS : MOST - OWN_TAGS.length - 1;
}

function hasEnvFiles(config: StackConfig): boolean {
  return containers(config).some(({ container }) => container.envFiles.length > 0);
}

const ALLOWED_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
