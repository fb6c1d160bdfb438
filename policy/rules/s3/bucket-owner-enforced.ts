import { securityHub } from "../../lib/links";
import { known, read, readString } from "../../lib/reading";
import { about, decide, levels, stackRule } from "../../lib/rule";

const path = "rule.objectOwnership";

/** Since April 2023 BucketOwnerEnforced is what a new bucket has, so leaving it out passes. */
export const bucketOwnerEnforced = stackRule({
  name: "bucket-owner-enforced",
  row: 64,
  title: "A bucket has no access control lists",
  controls: ["S3.12", "CKV2_AWS_65"],
  severity: "medium",
  levels: levels.mandatory,
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
        const problem = "lets access control lists decide";
        decide(about(check, ownership), readString(ownership.properties, path), {
          property: path,
          absent: problem,
          known: (value) => (value === "BucketOwnerEnforced" ? undefined : problem),
        });
      }
      for (const list of stack.referrers(bucket, "bucketAcl", "bucket")) {
        report(list, { problem: "is an access control list" });
      }
    }
  },
});
