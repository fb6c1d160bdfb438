import { z } from "zod";
import { named, strict } from "drydock-components/model/primitives";

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
