import { withHint } from "drydock-components/model/check/hints";
import { z } from "zod";
import { LARGEST_INTEGER, named, strict } from "drydock-components/model/primitives";

/**
 * A value inside a secret. In the stack file a given value is `secure:` ciphertext, written by
 * `pulumi config set --secret --path`; Pulumi hands the program the plain text.
 */
const secretValue = z.union([
  strict({
    generate: z
      .int()
      .min(16)
      .max(128)
      .describe("Make a random value of this many characters, 16 to 128."),
  }),
  strict({
    secure: z.string().describe("Ciphertext, as `pulumi config set --secret --path` writes it."),
  }),
]);

const managedSecret = strict({
  versions: z
    .array(
      z.record(z.string().regex(/^[A-Za-z0-9_.-]{1,128}$/, "letters, digits, _ . -"), secretValue),
    )
    .min(1)
    .describe(
      "The versions of the secret, oldest first: append only. The last is AWSCURRENT, the one before it " +
        "AWSPREVIOUS. Each is a JSON object of keys and values.",
    ),
});

const existingSecret = strict({
  arn: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:]+$/,
      "the full ARN of a secret",
    )
    .describe("The ARN of a Secrets Manager secret that is managed elsewhere."),
  kmsKeyArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:kms:/, "the ARN of a KMS key")
    .optional()
    .describe("The customer-managed key that encrypts it. Defaults to the key aws/secretsmanager."),
});

export const secrets = named(z.union([managedSecret, existingSecret]))
  .default({})
  .describe(
    "Secrets, managed here or elsewhere, by the name services refer to them by. Defaults to none.",
  );

/** How a container's environment variable gets a secret value. */
export const secretReference = withHint(
  z.union([
    strict({
      secret: z.string().describe("A name under drydock:secrets."),
      key: z
        .string()
        .min(1)
        .optional()
        .describe("One key of the JSON object. Defaults to the whole value."),
      stage: z
        .enum(["AWSCURRENT", "AWSPREVIOUS"])
        .optional()
        .describe("Follow a stage: the value it has when a task starts. Defaults to AWSCURRENT."),
      version: z
        .int()
        .min(1)
        .max(LARGEST_INTEGER)
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
      parameterArn: z
        .string()
        .regex(
          /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/.+$/,
          "the ARN of a Systems Manager parameter",
        )
        .describe("A Systems Manager parameter."),
      kmsKeyArn: z
        .string()
        .regex(/^arn:aws[a-z-]*:kms:/, "the ARN of a KMS key")
        .optional()
        .describe("The customer-managed key that encrypts it. Defaults to the key aws/ssm."),
    }),
  ]),
  () =>
    "Write { secret: name }, { secret: name, key: KEY } or { parameterArn: arn }; values stand under drydock:secrets.",
);
