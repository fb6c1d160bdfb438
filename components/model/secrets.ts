import { z } from "zod";
import { withHint, withReading } from "./check/advice";
import { quotas } from "../facts/quotas";
import { type ArnHome, encryptedArnProblems, secretKind } from "./arns";
import { type ModelProblem, problemIf, within } from "./check/problem";
import { kmsKeyArn, matching, severalNamed, strict, whole } from "./primitives";
import { words } from "./readings";

/** A random value inside a secret: its length. */
export const generate = withReading(whole(16, 128), (value) =>
  value === true ? 32 : undefined,
).describe("Make a random value of this many characters, 16 to 128.");

/**
 * A value inside a secret. In the stack file a given value is `secure:` ciphertext, written by
 * `pulumi config set --secret --path`; Pulumi hands the program the plain text.
 */
const secretValue = z.union([
  strict({ generate }),
  strict({
    secure: z.string().describe("Ciphertext, as `pulumi config set --secret --path` writes it."),
  }),
]);

/** The versions of a secret whose values have a shape. */
export const secretVersions = <Value extends z.ZodType>(value: Value) =>
  z
    .array(z.record(matching(/^[A-Za-z0-9_.-]{1,128}$/, "letters, digits, _ . -"), value))
    .min(1)
    .describe(
      "The versions of the secret, oldest first: append only. The last is AWSCURRENT, the one before it " +
        "AWSPREVIOUS. Each is a JSON object of keys and values.",
    );

/** What happens to services when a value that they read changes. */
const reaction = withReading(
  z.enum(["redeploy", "nothing"]),
  words({ true: "redeploy", false: "nothing" }),
);

/** Whether a change of a value that is managed elsewhere is an update of the services that read it. */
export const onChange = reaction
  .default("nothing")
  .describe(
    "redeploy: an update asks AWS for the current version, never for the value, and rolls the services that read it where it changed. Defaults to nothing: tasks that start later get the new value.",
  );

const onRotation = reaction
  .default("nothing")
  .describe(
    "redeploy: when a new version becomes the current one, AWS rolls the services that read it, without an update. Defaults to nothing.",
  );

/** How AWS rotates a secret that is managed here. */
export const rotation = strict({
  lambdaArn: matching(
    /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+$/,
    "the ARN of a Lambda function, such as arn:aws:lambda:us-east-2:111122223333:function:rotate",
  ).describe(
    "The function that makes a new version; it has to admit secretsmanager.amazonaws.com.",
  ),
  days: whole(1, 1000).describe("Days between two rotations."),
});

const managedSecret = strict({
  versions: secretVersions(secretValue),
  rotation: rotation
    .optional()
    .describe("Let AWS rotate it, first after that many days. Defaults to no rotation."),
  onRotation,
});

const existingSecret = strict({
  arn: matching(
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:]+$/,
    "the full ARN of a secret",
  ).describe("The ARN of a Secrets Manager secret that is managed elsewhere."),
  kmsKeyArn: kmsKeyArn
    .optional()
    .describe("The customer-managed key that encrypts it. Defaults to the key aws/secretsmanager."),
  onChange,
  onRotation,
});

const secret = withHint(
  z.union([managedSecret, existingSecret]),
  () =>
    "Write versions: [{ PASSWORD: { generate: 32 } }], or arn: with the ARN of one managed elsewhere.",
);

export const secrets = severalNamed(
  secret,
  "Secrets, managed here or elsewhere, by the name services refer to them by.",
);

/** Returns the problems of a secret: versions without keys, too many of them, or an ARN of another account or region. */
export function secretProblems(value: z.output<typeof secret>, home: ArnHome): ModelProblem[] {
  if ("versions" in value) {
    return [...within(["versions"], versionsProblems(value.versions)), ...unrotated(value)];
  }
  return [
    ...encryptedArnProblems(
      "arn",
      { arn: value.arn, kmsKeyArn: value.kmsKeyArn, kind: secretKind },
      home,
    ),
    ...twiceDeployed(value),
  ];
}

/** A reaction to rotations of a secret that changes in updates only, which roll the services themselves. */
function unrotated({ rotation, onRotation }: z.output<typeof managedSecret>): ModelProblem[] {
  return problemIf(rotation === undefined && onRotation !== "nothing", {
    path: ["onRotation"],
    at: "key",
    message: "Nothing rotates this secret.",
    allowed: "onRotation with rotation: { lambdaArn, days }",
    fix: "Remove it: an update that appends a version rolls the services that read it.",
  });
}

/** An update after a rotation would deploy again what the rotation has deployed. */
function twiceDeployed({ onChange, onRotation }: z.output<typeof existingSecret>): ModelProblem[] {
  return problemIf(onChange !== "nothing" && onRotation !== "nothing", {
    path: ["onChange"],
    related: [["onRotation"]],
    message:
      "Each rotation would deploy the services twice: at once, and again in the next update.",
    allowed: "onChange: redeploy or onRotation: redeploy",
    fix: "Keep onRotation if the services are to follow at once.",
  });
}

/** Returns the problems of a secret's list of versions. */
export function versionsProblems(
  versions: readonly Readonly<Record<string, unknown>>[],
): ModelProblem[] {
  const most = quotas.secretsManager.versionsPerSecret;
  const empty = versions.flatMap((version, index): ModelProblem[] =>
    problemIf(Object.keys(version).length <= 0, {
      path: [index],
      message: "This version has no key.",
      allowed: "at least one key with its value",
      fix: "Add a key, such as PASSWORD: { generate: 32 }.",
    }),
  );
  if (versions.length <= most) return empty;
  return [
    ...empty,
    {
      path: [],
      at: "key",
      showValue: false,
      message: `The secret has ${versions.length} versions; AWS removes the oldest of more than ${most}.`,
      allowed: `at most ${most} versions`,
      fix: "Start a new secret under another name.",
    },
  ];
}
