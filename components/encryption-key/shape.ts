import { z } from "zod";
import { deletable } from "../internal/common-arguments";
import { argumentType } from "../model/check/argument-type";
import { deletionWindowDays } from "../model/encryption";
import { strict } from "../model/primitives";
import { region } from "../model/region";

export const encryptionKeyArgs = argumentType(
  "EncryptionKeyArgs",
  "The arguments of an `EncryptionKey`.",
  strict({
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
    alias: z
      .string()
      .regex(
        /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/,
        "alias/ and letters, digits, / _ or -, not starting with alias/aws/",
      )
      .describe("The key's alias, such as alias/shop-production."),
    region: region.describe("The region, such as us-east-2: the key policy names its services."),
    deletionWindowDays,
    encryptsAlerts: z
      .boolean()
      .default(false)
      .describe(
        "Whether CloudWatch alarms and EventBridge rules may publish to topics that it encrypts. Defaults to false.",
      ),
    encryptsQueues: z
      .boolean()
      .default(false)
      .describe("Whether queues may be encrypted with it. Defaults to false."),
    deletable: deletable(
      "True: the key can be deleted with its environment. False: Pulumi refuses to.",
    ),
  }),
);
