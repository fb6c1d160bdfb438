import { securityHub } from "../../lib/links";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, read, readList, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

export const bucketLifecycle = stackRule({
  name: "bucket-lifecycle",
  row: 62,
  title: "A bucket has lifecycle rules, one of them for uploads that were never finished",
  controls: ["S3.10", "S3.13", "CKV2_AWS_61", "CKV_AWS_300"],
  severity: "low",
  levels: levels.advisory,
  why: "Parts of broken uploads and old versions cost money forever, and no list shows them.",
  fix: "Add an s3.BucketLifecycleConfiguration with abortIncompleteMultipartUpload.",
  url: securityHub("s3-13"),
  kinds: ["bucket", "bucketLifecycle"],
  check({ stack, report, defer }) {
    for (const bucket of stack.ofKind("bucket")) {
      const rules = rulesOf(stack, bucket);
      if (rules === "unknown") {
        defer(bucket, "lifecycleRules");
        continue;
      }
      const active = rules.filter((rule) => known(readString(rule, "status")) !== "Disabled");
      if (active.length === 0) report(bucket, { problem: "has no lifecycle rule" });
      else if (!active.some(abortsUploads)) {
        report(bucket, { problem: "keeps the parts of uploads that were never finished" });
      }
    }
  },
});

function rulesOf(stack: StackModel, bucket: StackResource): readonly unknown[] | "unknown" {
  const [configuration] = stack.referrers(bucket, "bucketLifecycle", "bucket");
  const reading =
    configuration === undefined
      ? readList(bucket.properties, "lifecycleRules")
      : readList(configuration.properties, "rules");
  // A new bucket's inline rules are computed by AWS: unknown, and none.
  if (reading.state === "unknown") return configuration === undefined ? [] : "unknown";
  return known(reading) ?? [];
}

function abortsUploads(rule: unknown): boolean {
  return (
    read(rule, "abortIncompleteMultipartUpload.daysAfterInitiation").state !== "absent" ||
    read(rule, "abortIncompleteMultipartUploadDays").state !== "absent"
  );
}
