import { type DocumentReading, readDocument } from "../iam/document";
import { known, readBoolean, readString } from "../reading";
import type { Owned } from "./owned";
import { answeredOnce, type StackModel } from "./stack-model";
import type { StackResource } from "./stack-resource";

/** The bucket policies of a bucket: as a separate resource, or on the bucket itself. */
export function policiesOf(
  stack: StackModel,
  bucket: StackResource,
): readonly Owned<DocumentReading>[] {
  const apart = stack
    .referrers(bucket, "bucketPolicy", "bucket")
    .map((owner) => ({ owner, document: readDocument(owner.properties, "policy") }));
  if (apart.length > 0) return apart;
  const own = readDocument(bucket.properties, "policy");
  // A new bucket's policy is computed by AWS: unknown in a preview, and empty.
  return own.state === "known" ? [{ owner: bucket, document: own }] : [];
}

/** Buckets that load balancers write access logs to. */
export const loadBalancerLogBuckets = answeredOnce(
  (stack): ReadonlySet<StackResource> =>
    new Set(
      stack
        .ofKind("loadBalancer")
        .filter(({ properties }) => known(readBoolean(properties, "accessLogs.enabled")) === true)
        .flatMap((balancer) => stack.references(balancer, "accessLogs.bucket", "bucket").targets),
    ),
);

/** Buckets that others log to: S3 server access logs and load balancers' logs. */
export const logBuckets = answeredOnce(
  (stack): ReadonlySet<StackResource> =>
    new Set([
      ...loadBalancerLogBuckets(stack),
      ...stack
        .ofKind("bucketLogging")
        .flatMap((logging) => stack.references(logging, "targetBucket", "bucket").targets),
      ...stack
        .ofKind("bucket")
        .flatMap((bucket) => stack.references(bucket, "logging.targetBucket", "bucket").targets),
    ]),
);

/** The name of a bucket, if it is known. */
export function bucketName(bucket: StackResource): string | undefined {
  return (
    known(readString(bucket.properties, "bucket")) ?? known(readString(bucket.properties, "id"))
  );
}
