import { z } from "zod";
import { argumentType } from "./check/argument-type";
import { withHint } from "./check/advice";
import { nameList } from "./check/nearest";
import { keysAt } from "./check/path";
import type { ModelProblem } from "./check/problem";
import { largestInteger } from "./check/schema-tools";
import { matching, strict, whole } from "./primitives";
import { onChange } from "./secrets";

/** The keys of a reference to a secret, in a stack file and in arguments alike. */
export const secretSourceShape = {
  key: z
    .string()
    .min(1)
    .optional()
    .describe("One key of the JSON object. Defaults to the whole value."),
  stage: argumentType(
    "SecretStage",
    "The stages a secret's versions are at.",
    z.enum({ Current: "AWSCURRENT", Previous: "AWSPREVIOUS" }),
  )
    .optional()
    .describe("Follow a stage: the value it has when a task starts. Defaults to AWSCURRENT."),
};

/** How a container's environment variable gets a secret value, in a stack file. */
export const secretReference = withHint(
  z.union([
    strict({
      secret: z.string().describe("A name under drydock:secrets."),
      ...secretSourceShape,
      version: whole(1, largestInteger)
        .optional()
        .describe(
          "Pin a version of a managed secret by its place in versions, 1 being the oldest.",
        ),
      versionId: z
        .string()
        .min(32)
        .max(64)
        .optional()
        .describe("Pin a version of an existing secret by its id."),
    }),
    strict({
      parameterArn: matching(
        /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/.+$/,
        "the ARN of a Systems Manager parameter, such as arn:aws:ssm:us-east-2:111122223333:parameter/shop/db",
      ).describe("A Systems Manager parameter."),
      kmsKeyArn: matching(
        /^arn:aws[a-z-]*:kms:/,
        "the ARN of a KMS key, such as arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      )
        .optional()
        .describe("The customer-managed key that encrypts it. Defaults to the key aws/ssm."),
      onChange,
    }),
  ]),
  ({ value, tree }) => {
    const names = keysAt(tree, "secrets");
    const own = names.find((name) => name === value) ?? "name";
    const there = names.length === 0 ? "" : ` Secrets here: ${nameList(names)}.`;
    return `Write { secret: ${own} }, with key: for one key of it, or { parameterArn: arn }; put values under drydock:secrets.${there}`;
  },
);

/** Ways of naming one version of a secret that exclude each other, of those a reference may use. */
export function pinProblems(
  reference: Readonly<Record<string, unknown>>,
  ways: readonly string[],
): ModelProblem[] {
  const given = ways.filter((way) => reference[way] !== undefined);
  const [, second] = given;
  if (second === undefined) return [];
  return [
    {
      path: [second],
      message: `${given.join(" and ")} exclude each other: a reference follows a stage or pins one version.`,
      allowed: `one of ${ways.join(", ")}`,
      fix: "Keep one of them.",
    },
  ];
}
