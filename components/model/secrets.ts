import { z } from "zod";
import { withHint, withReading } from "./check/advice";
import { quotas } from "../facts/quotas";
import { type ArnHome, encryptedArnProblems, secretKind } from "./arns";
import { type ModelProblem, within } from "./check/problem";
import { kmsKeyArn, named, strict } from "./primitives";

/** A random value inside a secret: its length. */
export const generate = withReading(z.int().min(16).max(128), (value) =>
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
    .array(z.record(z.string().regex(/^[A-Za-z0-9_.-]{1,128}$/, "letters, digits, _ . -"), value))
    .min(1)
    .describe(
      "The versions of the secret, oldest first: append only. The last is AWSCURRENT, the one before it " +
        "AWSPREVIOUS. Each is a JSON object of keys and values.",
    );

const managedSecret = strict({ versions: secretVersions(secretValue) });

const existingSecret = strict({
  arn: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:]+$/,
      "the full ARN of a secret",
    )
    .describe("The ARN of a Secrets Manager secret that is managed elsewhere."),
  kmsKeyArn: kmsKeyArn
    .optional()
    .describe("The customer-managed key that encrypts it. Defaults to the key aws/secretsmanager."),
});

const secret = withHint(
  z.union([managedSecret, existingSecret]),
  () =>
    "Write versions: [{ PASSWORD: { generate: 32 } }], or arn: with the ARN of one managed elsewhere.",
);

export const secrets = named(secret)
  .default({})
  .describe(
    "Secrets, managed here or elsewhere, by the name services refer to them by. Defaults to none.",
  );

/** Returns the problems of a secret: versions without keys, too many of them, or an ARN of another account or region. */
export function secretProblems(value: z.output<typeof secret>, home: ArnHome): ModelProblem[] {
  if ("versions" in value) return within(["versions"], versionsProblems(value.versions));
  return encryptedArnProblems(
    "arn",
    { arn: value.arn, kmsKeyArn: value.kmsKeyArn, kind: secretKind },
    home,
  );
}

/** Returns the problems of a secret's list of versions. */
export function versionsProblems(
  versions: readonly Readonly<Record<string, unknown>>[],
): ModelProblem[] {
  const most = quotas.secretsManager.versionsPerSecret;
  const empty = versions.flatMap((version, index): ModelProblem[] =>
    Object.keys(version).length > 0
      ? []
      : [
          {
            path: [index],
            message: "This version has no key.",
            allowed: "at least one key with its value",
            fix: "Add a key, such as PASSWORD: { generate: 32 }.",
          },
        ],
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
