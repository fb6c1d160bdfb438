import { securityHub } from "../../lib/links";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readBoolean } from "../../lib/reading";
import { stackRule } from "../../lib/rule";
import { checkPropertyOf } from "../../lib/settings";

export const bucketVersioned = stackRule({
  name: "bucket-versioned",
  row: 61,
  title: "A bucket keeps the versions of its objects",
  controls: ["S3.14", "CKV_AWS_21"],
  severity: "medium",
  why: "An overwritten or deleted object cannot be brought back without it.",
  fix: "Add an s3.BucketVersioning with status Enabled.",
  url: securityHub("s3-14"),
  kinds: ["bucket", "bucketVersioning"],
  check(check) {
    const { stack, report } = check;
    for (const bucket of stack.ofKind("bucket")) {
      const [versioning] = stack.referrers(bucket, "bucketVersioning", "bucket");
      if (versioning === undefined) {
        if (!isVersioned(bucket)) report(bucket, { problem: "does not keep versions" });
        continue;
      }
      checkPropertyOf(check, versioning, {
        property: "versioningConfiguration.status",
        right: ["enabled"],
        problem: "does not turn versions on",
      });
    }
  },
});

function isVersioned({ properties }: StackResource): boolean {
  return ["versioning.enabled", "versionings.0.enabled"].some(
    (path) => known(readBoolean(properties, path)) === true,
  );
}
