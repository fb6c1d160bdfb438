import { securityHub } from "../../lib/links";
import { known, read, readString } from "../../lib/reading";
import { stackRule } from "../../lib/rule";
import { checkPropertyOf } from "../../lib/settings";

/** Since April 2023 new buckets have BucketOwnerEnforced, so leaving it out passes. */
export const bucketOwnerEnforced = stackRule({
  name: "bucket-owner-enforced",
  row: 64,
  title: "A bucket has no access control lists",
  controls: ["S3.12", "CKV2_AWS_65"],
  severity: "medium",
  why: "An access control list grants access where nobody looks for it.",
  fix: "Set s3.BucketOwnershipControls to BucketOwnerEnforced, and remove acl, grants and BucketAcl.",
  url: securityHub("s3-12"),
  kinds: ["bucket", "bucketOwnership", "bucketAcl"],
  check(check) {
    const { stack, report } = check;
    for (const bucket of stack.ofKind("bucket")) {
      const acl = known(readString(bucket.properties, "acl"));
      if (acl !== undefined && acl !== "private") {
        report(bucket, { problem: "has an access control list", property: "acl" });
      }
      const grants = known(read(bucket.properties, "grants"));
      const foreign = Array.isArray(grants) && grants.length > 1;
      if (foreign) report(bucket, { problem: "has an access control list", property: "grants" });
      for (const ownership of stack.referrers(bucket, "bucketOwnership", "bucket")) {
        checkPropertyOf(check, ownership, {
          property: "rule.objectOwnership",
          right: ["bucketownerenforced"],
          problem: "lets access control lists decide",
        });
      }
      for (const list of stack.referrers(bucket, "bucketAcl", "bucket")) {
        report(list, { problem: "is an access control list" });
      }
    }
  },
});
