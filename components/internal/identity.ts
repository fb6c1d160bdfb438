import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Where the program runs: known in a preview too, since both are asked of the provider. */
export interface Identity {
  /** Twelve digits. */
  readonly accountId: pulumi.Output<string>;
  /** `aws`, `aws-cn` or `aws-us-gov`: the second part of every ARN. */
  readonly partition: pulumi.Output<string>;
}

/** Looks up account and partition with the provider that the parent's children use. */
export function getIdentity(parent: pulumi.Resource): Identity {
  return {
    accountId: aws.getCallerIdentityOutput({}, { parent }).accountId,
    partition: aws.getPartitionOutput({}, { parent }).partition,
  };
}
