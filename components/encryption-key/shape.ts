import { argumentType } from "../model/check/argument-type";
import { deletionWindowDays } from "../model/encryption";
import { matching, offByDefault, strict } from "../model/primitives";
import { region } from "../model/region";

export const encryptionKeyArgs = argumentType(
  "EncryptionKeyArgs",
  "The arguments of an `EncryptionKey`.",
  strict({
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
    alias: matching(
      /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/,
      "alias/ and letters, digits, / _ or -, not starting with alias/aws/",
    ).describe("The key's alias, such as alias/shop-production."),
    region: region.describe("The region, such as us-east-2: the key policy names its services."),
    deletionWindowDays,
    encryptsAlerts: offByDefault(
      "Whether CloudWatch alarms and EventBridge rules may publish to topics that it encrypts.",
    ),
    encryptsQueues: offByDefault("Whether queues may be encrypted with it."),
    deletable: offByDefault(
      "True: the key can be deleted with its environment. False: Pulumi refuses to.",
    ),
  }),
);
