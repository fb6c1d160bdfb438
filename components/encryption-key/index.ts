import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { getIdentity } from "../internal/identity";
import { policyDocument } from "../internal/policy-document";
import { outputsOf } from "../internal/outputs";
import { within } from "../model/check/problem";
import { regionProblems } from "../model/region";
import type { EncryptionKeyArgs } from "./args";
import { keyPolicy } from "./key-policy";
import { encryptionKeyArgs } from "./shape";

export type { EncryptionKeyArgs } from "./args";

/** A customer-managed KMS key that logs, secrets, files, images and exec sessions may use, and nothing else. */
export class EncryptionKey extends pulumi.ComponentResource {
  /** ARN of the key. */
  readonly keyArn: pulumi.Output<string>;
  /** Id of the key. */
  readonly keyId: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `EncryptionKey ${name}`,
      schema: encryptionKeyArgs,
      rules: (given) => within(["region"], regionProblems(given.region)),
      args,
    });
    super("drydock:index:EncryptionKey", name, unrecorded, opts);
    const { alias, deletionWindowDays, deletable } = settings;

    const key = new aws.kms.Key(
      name,
      {
        description: `What ${alias.replace(/^alias\//, "")} stores: logs, secrets, files, images, exec sessions`,
        enableKeyRotation: true,
        deletionWindowInDays: deletionWindowDays,
        policy: policyDocument(keyPolicy({ ...settings, ...getIdentity(this) })),
      },
      { parent: this, protect: !deletable },
    );
    new aws.kms.Alias(name, { name: alias, targetKeyId: key.keyId }, { parent: this });

    this.keyArn = key.arn;
    this.keyId = key.keyId;
    this.registerOutputs(outputsOf(this));
  }
}
