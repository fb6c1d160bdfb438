import * as pulumi from "@pulumi/pulumi";
import { actionPrefixes, imageLayerBucket } from "../facts/endpoint-services";
import type { PolicyStatement } from "../internal/policy-document";

/** Inputs for the policy of an endpoint. */
export interface EndpointScope {
  readonly accountId: pulumi.Input<string>;
  readonly partition: pulumi.Input<string>;
  readonly region: string;
  /** The buckets of the environment, which an S3 endpoint admits. */
  readonly bucketArns: readonly pulumi.Input<string>[];
  /** All buckets of the account, too. */
  readonly accountBuckets: boolean;
  /** Buckets that everybody may reach. */
  readonly openBucketNames: readonly string[];
}

/**
 * Returns the policy of an endpoint. It grants nothing: it bounds the grants of identity policies.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function endpointPolicy(service: string, scope: EndpointScope): PolicyStatement[] {
  return service === "s3" ? bucketStatements(scope) : [accountStatement(service, scope)];
}

/** Everything the service does, for principals of this account: it keeps out stolen foreign credentials. */
function accountStatement(service: string, scope: EndpointScope): PolicyStatement {
  const prefix = actionPrefixes[service];
  return {
    sid: "ThisAccount",
    principals: "*",
    actions: prefix === undefined ? "*" : `${prefix}:*`,
    resources: "*",
    conditions: { StringEquals: { "aws:PrincipalAccount": scope.accountId } },
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount */
const bucketsOfAccount = ({ accountId }: EndpointScope): PolicyStatement => ({
  sid: "BucketsOfThisAccount",
  principals: "*",
  actions: "s3:*",
  resources: "*",
  conditions: {
    StringEquals: { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId },
  },
});

function bucketStatements(scope: EndpointScope): PolicyStatement[] {
  const layers: PolicyStatement = {
    sid: "ImageLayers",
    principals: "*",
    actions: "s3:GetObject",
    // Amazon ECR signs these requests, so no condition on the principal's account.
    resources: pulumi.interpolate`arn:${scope.partition}:s3:::${imageLayerBucket(scope.region)}/*`,
  };
  const open = scope.openBucketNames.map(
    (name) => pulumi.interpolate`arn:${scope.partition}:s3:::${name}`,
  );
  return [
    ...(scope.bucketArns.length === 0
      ? []
      : [{ ...accountStatement("s3", scope), resources: withObjects(scope.bucketArns) }]),
    ...(scope.accountBuckets ? [bucketsOfAccount(scope)] : []),
    layers,
    ...(open.length === 0
      ? []
      : [
          {
            sid: "OpenBuckets",
            principals: "*",
            actions: "s3:*",
            // Whoever sends the request may be nobody, or somebody of another account.
            resources: withObjects(open),
          } as const,
        ]),
  ];
}

/** Buckets and their objects. */
function withObjects(arns: readonly pulumi.Input<string>[]): pulumi.Input<string>[] {
  return arns.flatMap((arn) => [arn, pulumi.interpolate`${arn}/*`]);
}
