import { z } from "zod";
import { encryptedBy, id } from "../internal/common-arguments";
import { late, like } from "../internal/late";
import { argumentType } from "../model/check/argument-type";
import { offByDefault, strict } from "../model/primitives";
import { generate, rotation, secretVersions } from "../model/secrets";

const secretValue = argumentType(
  "SecretValueArgs",
  "Where a value of a secret's JSON object comes from: exactly one of the two.",
  strict({
    generate: generate
      .optional()
      .describe(
        "Generates a random value of this many letters and digits, 16 to 128. Defaults to using `value`.",
      ),
    value: late(z.string())
      .optional()
      .describe(
        "The value; kept secret even where it is given in the clear. Defaults to generating one.",
      ),
  }),
);

const rotationArgs = argumentType(
  "RotationArgs",
  "How AWS rotates a secret.",
  rotation.extend({ lambdaArn: like(rotation.shape.lambdaArn, id) }),
);

export const versionedSecretArgs = argumentType(
  "VersionedSecretArgs",
  "Arguments of VersionedSecret.",
  strict({
    secretName: z.string().describe("The secret's name in AWS, such as `drydock-test/ecs-demo`."),
    versions: secretVersions(secretValue),
    rotation: rotationArgs
      .optional()
      .describe("Let AWS rotate the secret, first after that many days. Defaults to no rotation."),
    kmsKeyArn: encryptedBy("the secret", "the AWS-managed key `aws/secretsmanager`"),
    deletable: offByDefault(
      "True deletes the secret at once, so that its name is free again. False protects the secret and its " +
        "versions, and leaves 30 days to restore it.",
    ),
  }),
);
