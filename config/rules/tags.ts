import { type Finding } from "../problems";
import { type Rule } from "./rule";

/** Tags that the program sets itself. */
const OWN_TAGS = ["project", "environment", "service", "managed-by"];

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#tag-conventions */
const MOST = 50;

/** A tag of the user's may not hide one of the program's, nor claim a name of AWS. */
export const tags: Rule = ({ tags: given }) => {
  const names = Object.keys(given);
  const at = { at: "key" as const, showValue: false };
  const most = MOST - OWN_TAGS.length - 1;
  return [
    ...names.flatMap((name): Finding[] => {
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
      if (/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(name) && ALLOWED_TEXT.test(given[name] ?? ""))
        return [];
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
    // Besides its default tags a resource may have a Name.
    ...(names.length <= most
      ? []
      : [
          {
            ...at,
            path: ["tags"],
            message: `There are ${names.length} tags, and the program adds its own.`,
            allowed: `at most ${most} tags`,
            fix: "Remove some.",
          },
        ]),
  ];
};

const ALLOWED_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
