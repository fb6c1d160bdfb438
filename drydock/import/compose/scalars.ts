import { z } from "zod";
import { durationSeconds, sizeMiB } from "./units";

/** Text; a number or true/false is converted. */
export const text = z
  .union([z.string(), z.number(), z.boolean()], { error: "This must be text." })
  .transform(String);

/** One text, or a list of them. */
export const texts = z.union([text.transform((one) => [one]), z.array(text)], {
  error: "This must be text or a list of texts.",
});

export const flag = z.union(
  [z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")],
  { error: "This must be true or false." },
);

export const integer = z.union(
  [
    z.int(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ],
  { error: "This must be a whole number." },
);

export const number = z.union(
  [
    z.number(),
    z
      .string()
      .regex(/^\d+(?:\.\d+)?$/)
      .transform(Number),
  ],
  { error: "This must be a number." },
);

/** Seconds, from a duration such as 1m30s. */
export const duration = text.transform((given, context) => {
  const seconds = durationSeconds(given);
  if (seconds !== undefined) return seconds;
  context.addIssue({ code: "custom", message: "This must be a duration, such as 30s or 1m30s." });
  return z.NEVER;
});

/** MiB, from a size such as 512m. */
export const size = text.transform((given, context) => {
  const mebibytes = sizeMiB(given);
  if (mebibytes !== undefined) return mebibytes;
  context.addIssue({ code: "custom", message: "This must be a size, such as 512m or 1gb." });
  return z.NEVER;
});

/** Names with values, as a map or as a list of NAME=VALUE; null where a name has none. */
export const assignments = z
  .union([z.record(z.string(), text.nullable()), z.array(text)], {
    error: "This must be a map of names and values, or a list of NAME=VALUE.",
  })
  .transform((given): ReadonlyMap<string, string | null> => {
    if (!Array.isArray(given)) return new Map(Object.entries(given));
    return new Map(given.map(assignment));
  });

function assignment(line: string): [name: string, value: string | null] {
  const equals = line.indexOf("=");
  return equals === -1 ? [line, null] : [line.slice(0, equals), line.slice(equals + 1)];
}
