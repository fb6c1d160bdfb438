import { z } from "zod";
import { withHint, withReading } from "./check/advice";
import { largestInteger } from "./check/schema-tools";
import { absolutePath, portNumber, repositoryFile } from "./readings";
import { variableNamePattern, variableNameForm } from "./variable-name";

/** A whole number, both bounds included. */
export function whole(least: number, most: number) {
  return z.int().min(least).max(most);
}

/** A text of a form; messages say it in words. */
export function matching(form: RegExp, inWords: string) {
  return z.string().regex(form, inWords);
}

/** A switch that is on where nobody says; `text` describes it, without the default. */
export function onByDefault(text: string) {
  return z.boolean().default(true).describe(`${text} Defaults to true.`);
}

/** A switch that is off where nobody says; `text` describes it, without the default. */
export function offByDefault(text: string) {
  return z.boolean().default(false).describe(`${text} Defaults to false.`);
}

/**
 * A logical name: it becomes part of resource names, so it obeys the narrowest of AWS's limits
 * (target groups and load balancers: 32 characters, less the suffix Pulumi adds).
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
export const logicalName = matching(
  /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,23}$/,
  "lower-case letters, digits and single hyphens, starting with a letter, at most 24 characters",
);

/** The name of an environment variable. */
export const variableName = matching(variableNamePattern, variableNameForm);

/** A path inside the container: absolute, without `..`. */
export const containerPath = withReading(
  matching(
    /^\/(?!.*(?:^|\/)\.\.(?:\/|$))[^\0:]*$/,
    "an absolute path without .. and without a colon, such as /data",
  ),
  absolutePath,
);

/** A path of a file or folder in the repository, relative to the stack file. */
export const repositoryPath = withReading(
  matching(/^(?!\/)[^\0]+$/, "a path relative to the stack file, such as env/test.env"),
  repositoryFile,
);

export const port = withReading(
  withHint(whole(1, 65535), ({ value }) =>
    typeof value === "number" ? "Write a port from 1 to 65535." : undefined,
  ),
  portNumber,
);

/** Seconds; AWS counts cooldowns and timeouts in whole seconds. */
export const seconds = whole(0, largestInteger);

export const percent = z.number().gt(0).max(100);

export const accountId = matching(/^\d{12}$/, "twelve digits in quotes, such as '111122223333'");

/** The days CloudWatch Logs accepts: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const logRetentionDays = z.union(
  [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
  ].map((days) => z.literal(days)),
);

/** An object whose every unknown key is an error. */
export const strict = z.strictObject;

/** A map from a user's names to things of one shape. */
export function named<Value extends z.ZodType>(value: Value) {
  return z.record(logicalName, value);
}

/** A list that is empty where nobody says; `text` describes it, without the default. */
export function several<Item extends z.ZodType>(item: Item, text: string) {
  return z.array(item).default([]).describe(`${text} Defaults to none.`);
}

/** A map from a user's names that is empty where nobody says; `text` describes it, without the default. */
export function severalNamed<Value extends z.ZodType>(value: Value, text: string) {
  return named(value).default({}).describe(`${text} Defaults to none.`);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export const permissionsBoundaryArn = matching(
  /^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\//,
  "the ARN of an IAM policy, such as arn:aws:iam::111122223333:policy/boundary",
);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const rolePath = matching(
  /^\/(?:[A-Za-z0-9+=,.@_-]{1,64}\/){0,7}$/,
  "a path that starts and ends with a slash, such as /apps/",
);

/** The key that encrypts something: ARN of a KMS key. */
export const kmsKeyArn = matching(/^arn:aws[a-z-]*:kms:/, "the ARN of a KMS key");
