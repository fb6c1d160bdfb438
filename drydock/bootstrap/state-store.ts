import * as pulumi from "@pulumi/pulumi";
import { EncryptionKey } from "drydock-components";
import { createPrivateBucket } from "drydock-components/internal/private-bucket";

/** Days that a replaced or deleted state is kept: time to notice a mistake after a holiday. */
const keptVersionDays = 90;

/** Inputs for a store of states. */
export interface StateStoreArgs {
  /** The start of the key's alias, such as `shop`. */
  readonly name: string;
  readonly region: string;
}

/** A bucket for Pulumi's states and the key that encrypts it. Pulumi refuses to delete either. */
export class StateStore extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: StateStoreArgs, opts: pulumi.ComponentResourceOptions) {
    super("drydock:bootstrap:StateStore", name, {}, opts);
    const { keyArn } = new EncryptionKey(
      name,
      { alias: `alias/${args.name}-state`, region: args.region, deletable: false },
      { parent: this },
    );
    const { bucket, arn } = createPrivateBucket({
      name,
      parent: this,
      deletable: false,
      kmsKeyArn: keyArn,
      noncurrentVersionDays: keptVersionDays,
    });
    this.bucketName = bucket.bucket;
    this.bucketArn = arn;
    this.keyArn = keyArn;
    this.registerOutputs({ bucketName: this.bucketName, keyArn });
  }
}
