import { z } from "zod";
import { withHint, withReading } from "./check/advice";
import { largestInteger } from "./check/schema-tools";
import { absolutePath, portNumber, repositoryFile } from "./readings";
import { variableNamePattern, variableNameForm } from "./variable-name";

/**
 * A logical name: it becomes part of resource names, so it obeys the narrowest of AWS's limits
 * (target groups and load balancers: 32 characters, less the suffix Pulumi adds).
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
export const logicalName = z
  .string()
  .regex(
    /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,23}$/,
    "lower-case letters, digits and single hyphens, starting with a letter, at most 24 characters",
  );

/** The name of an environment variable. */
export const variableName = z.string().regex(variableNamePattern, variableNameForm);

/** A path inside the container: absolute, without `..`. */
export const containerPath = withReading(
  z
    .string()
    .regex(
      /^\/(?!.*(?:^|\/)\.\.(?:\/|$))[^\0:]*$/,
      "an absolute path without .. and without a colon, such as /data",
    ),
  absolutePath,
);

/** A path of a file or folder in the repository, relative to the stack file. */
export const repositoryPath = withReading(
  z.string().regex(/^(?!\/)[^\0]+$/, "a path relative to the stack file, such as env/test.env"),
  repositoryFile,
);

export const port = withReading(
  withHint(z.int().min(1).max(65535), ({ value }) =>
    typeof value === "number" ? "Write a port from 1 to 65535." : undefined,
  ),
  portNumber,
);

/** Seconds; AWS counts cooldowns and timeouts in whole seconds. */
export const seconds = z.int().min(0).max(largestInteger);

export const percent = z.number().gt(0).max(100);

export const accountId = z
  .string()
  .regex(/^\d{12}$/, "twelve digits in quotes, such as '111122223333'");

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

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export const permissionsBoundaryArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\//,
    "the ARN of an IAM policy, such as arn:aws:iam::111122223333:policy/boundary",
  );

/** The key that encrypts something: ARN of a KMS key. */
export const kmsKeyArn = z.string().regex(/^arn:aws[a-z-]*:kms:/, "the ARN of a KMS key");
