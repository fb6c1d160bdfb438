import * as pulumi from "@pulumi/pulumi";
import { type ArnScope, regionalArn } from "../internal/arns";
import { getIdentity, getRegion } from "../internal/identity";
import type { PolicyStatement } from "../internal/policy-document";
import { createPrivateBucket } from "../internal/private-bucket";

/** Inputs for a bucket for access logs. */
export interface AccessLogs {
  readonly name: string;
  readonly parent: pulumi.Resource;
  /** Days after which logs expire. */
  readonly retentionDays: number;
  readonly deletable: boolean;
  /** Of which kind the load balancer is. */
  readonly type: "application" | "network";
}

/**
 * A bucket into which Elastic Load Balancing may write the logs of this account's load balancers.
 *
 * It is encrypted with Amazon S3's keys, the only encryption that Elastic Load Balancing supports, and
 * keeps no access log itself: that would record the delivery of logs.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function createAccessLogBucket(args: AccessLogs) {
  const scope = { ...getIdentity(args.parent), region: getRegion(args.parent) };
  return createPrivateBucket({
    name: args.name,
    parent: args.parent,
    deletable: args.deletable,
    expireAfterDays: args.retentionDays,
    // Logs are written once; old versions of a deleted one are of no use.
    noncurrentVersionDays: 1,
    statements: (bucketArn) =>
      args.type === "network"
        ? networkDelivery(bucketArn, scope)
        : applicationDelivery(bucketArn, scope),
  });
}

function applicationDelivery(bucketArn: pulumi.Output<string>, scope: ArnScope): PolicyStatement[] {
  return [
    {
      sid: "DeliverAccessLogs",
      principals: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      actions: "s3:PutObject",
      // Elastic Load Balancing puts the owner's account id into the path itself.
      resources: pulumi.interpolate`${bucketArn}/AWSLogs/${scope.accountId}/*`,
      conditions: {
        // IfExists: where AWS does not send the key, the path alone decides, as in its own example.
        ArnLikeIfExists: {
          "aws:SourceArn": regionalArn(scope, "elasticloadbalancing", "loadbalancer/*"),
        },
      },
    },
  ];
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html */
function networkDelivery(bucketArn: pulumi.Output<string>, scope: ArnScope): PolicyStatement[] {
  const principals = { Service: "delivery.logs.amazonaws.com" };
  const conditions = {
    StringEquals: { "aws:SourceAccount": scope.accountId },
    ArnLike: { "aws:SourceArn": regionalArn(scope, "logs", "*") },
  };
  return [
    {
      sid: "CheckLogBucket",
      principals,
      actions: "s3:GetBucketAcl",
      resources: bucketArn,
      conditions,
    },
    {
      sid: "DeliverAccessLogs",
      principals,
      actions: "s3:PutObject",
      resources: pulumi.interpolate`${bucketArn}/AWSLogs/${scope.accountId}/*`,
      conditions: {
        ...conditions,
        StringEquals: {
          ...conditions.StringEquals,
          "s3:x-amz-acl": "bucket-owner-full-control",
        },
      },
    },
  ];
}
