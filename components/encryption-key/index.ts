import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuseArguments, type ArgumentProblem, unrecorded } from "../internal/arguments";
import { getIdentity } from "../internal/identity";
import { policyDocument } from "../internal/policy-document";
import { keyPolicy } from "./key-policy";

/** The arguments of an `EncryptionKey`. */
export interface EncryptionKeyArgs {
  /** The key's alias, such as alias/shop-production. */
  alias: string;
  /** The region, such as us-east-2: the key policy names its services. */
  region: string;
  /** Days a deleted key can still be restored, 7 to 30. Defaults to 30. */
  deletionWindowDays?: number;
  /** True: the key can be deleted with its environment. False: Pulumi refuses to. Defaults to false. */
  deletable?: boolean;
}

/** A customer-managed KMS key that logs, secrets, files, images and exec sessions may use, and nothing else. */
export class EncryptionKey extends pulumi.ComponentResource {
  /** ARN of the key. */
  readonly keyArn: pulumi.Output<string>;
  /** Id of the key. */
  readonly keyId: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("drydock:index:EncryptionKey", name, unrecorded, opts);
    const deletionWindowInDays = args.deletionWindowDays ?? 30;
    const deletable = args.deletable ?? false;
    refuseArguments(
      `EncryptionKey ${name}`,
      encryptionKeyProblems({ alias: args.alias, deletionWindowDays: deletionWindowInDays }),
    );

    const key = new aws.kms.Key(
      name,
      {
        description: `What ${args.alias.replace(/^alias\//, "")} stores: logs, secrets, files, images, exec sessions`,
        enableKeyRotation: true,
        deletionWindowInDays,
        policy: policyDocument(keyPolicy({ ...getIdentity(this), region: args.region })),
      },
      { parent: this, protect: !deletable },
    );
    new aws.kms.Alias(name, { name: args.alias, targetKeyId: key.keyId }, { parent: this });

    this.keyArn = key.arn;
    this.keyId = key.keyId;
    this.registerOutputs({ keyArn: this.keyArn, keyId: this.keyId });
  }
}

/** Everything that is wrong with a key's arguments, by argument name. */
export function encryptionKeyProblems(args: {
  readonly alias: string;
  readonly deletionWindowDays: number;
}): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
  if (!/^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/.test(args.alias)) {
    problems.push({
      propertyPath: "alias",
      reason: `"${args.alias}" is not an alias of your own; use alias/ and letters, digits, / _ or -, such as alias/shop-production.`,
    });
  }
  const days = args.deletionWindowDays;
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
  if (!Number.isInteger(days) || days < 7 || days > 30) {
    problems.push({
      propertyPath: "deletionWindowDays",
      reason: `${days} is not possible; use a whole number from 7 to 30.`,
    });
  }
  return problems;
}
