import { securityHub } from "../../lib/links";
import { logBuckets } from "../../lib/model/buckets";
import { known, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

/** Buckets that hold logs are left out: logging the access to logs has no end. */
export const bucketAccessLogged = stackRule({
  name: "bucket-access-logged",
  row: 63,
  title: "Access to a bucket is logged",
  controls: ["S3.9", "CKV_AWS_18", "AwsSolutions-S1"],
  severity: "low",
  // CloudTrail can record the same, outside of the program.
  levels: levels.preference,
  why: "Server access logs are the only full record of who read which object.",
  fix: "Add an s3.BucketLogging with a log bucket.",
  url: securityHub("s3-9"),
  kinds: ["bucket", "bucketLogging", "loadBalancer"],
  check({ stack, report }) {
    for (const bucket of stack.ofKind("bucket")) {
      const logs =
        stack.referrers(bucket, "bucketLogging", "bucket").length > 0 ||
        ["logging.targetBucket", "loggings.0.targetBucket"].some(
          (path) => known(readString(bucket.properties, path)) !== undefined,
        );
      if (logs || logBuckets(stack).has(bucket)) continue;
      report(bucket, { problem: "does not log who reads it" });
    }
  },
});
