import { securityHub } from "../../lib/links";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, type Properties, readBoolean } from "../../lib/reading";
import { stackRule } from "../../lib/rule";
import { checkPropertyOf } from "../../lib/settings";

const switches = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;

export const bucketPublicAccessBlocked = stackRule({
  name: "bucket-public-access-blocked",
  row: 58,
  title: "Public access to a bucket is blocked in all four ways",
  controls: [
    "S3.8",
    "S3.2",
    "S3.3",
    "CKV2_AWS_6",
    "CKV_AWS_53",
    "CKV_AWS_54",
    "CKV_AWS_55",
    "CKV_AWS_56",
    "AwsSolutions-S2",
    "CIS-AWS-7.0-3.1.4",
  ],
  severity: "high",
  why: "One wrong policy opens a bucket to the public, unless the block prevents it.",
  fix: "Add an s3.BucketPublicAccessBlock with all four settings true.",
  url: securityHub("s3-8"),
  kinds: ["bucket", "publicAccessBlock", "accountPublicAccessBlock"],
  check(check) {
    const { stack, report } = check;
    if (stack.ofKind("accountPublicAccessBlock").some(blocksAll)) return;
    for (const bucket of stack.ofKind("bucket")) {
      const blocks = stack.referrers(bucket, "publicAccessBlock", "bucket");
      if (blocks.length === 0) report(bucket, { problem: "does not block public access" });
      // Of two blocks the one that is written last counts, which nobody can tell.
      for (const block of blocks) {
        for (const property of switches) {
          checkPropertyOf(check, block, {
            property,
            right: ["true"],
            problem: "allows public access to the bucket",
          });
        }
      }
    }
  },
  remediate({ type, inputs }) {
    if (!type.includes("PublicAccessBlock")) return undefined;
    const wrong = switches.filter((name) => {
      const reading = readBoolean(inputs, name);
      return reading.state !== "unknown" && known(reading) !== true;
    });
    if (wrong.length === 0) return undefined;
    const changes: Properties = Object.fromEntries(wrong.map((name) => [name, true]));
    return changes;
  },
});

function blocksAll({ properties }: StackResource): boolean {
  return switches.every((name) => known(readBoolean(properties, name)) === true);
}
