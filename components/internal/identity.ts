import * as aws from "./aws";
import type * as pulumi from "@pulumi/pulumi";

/** Where the program runs: known in a preview too, since the provider is asked for it. */
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

/** Looks up the region of the parent's children, such as `us-east-2`. */
export function getRegion(parent: pulumi.Resource): pulumi.Output<string> {
  return aws.getRegionOutput({}, { parent }).region;
}
