import { securityHub } from "../../lib/links";
import { policiesOf } from "../../lib/model/buckets";
import { reportForeigners, reportStrangers } from "../../lib/resource-policies";
import { stackRule } from "../../lib/rule";

export const bucketPolicyNotPublic = stackRule({
  name: "bucket-policy-not-public",
  row: 65,
  title: "A bucket's policy admits neither the public nor another account",
  controls: ["S3.6", "CKV_AWS_70", "CKV_AWS_283"],
  severity: "high",
  why: "A principal outside of the account answers to nobody in it.",
  fix: "Name principals of this account, or add a condition on its id, organization, endpoint or source that holds for nobody else; name other accounts in trustedAccounts of pack-settings.",
  url: securityHub("s3-6"),
  kinds: ["bucket", "bucketPolicy"],
  checkResource: reportStrangers,
  check(check) {
    const { stack } = check;
    const owners = stack.ofKind("bucket").flatMap((bucket) => policiesOf(stack, bucket));
    reportForeigners(check, [
      ...new Set([...owners.map(({ owner }) => owner), ...stack.ofKind("bucketPolicy")]),
    ]);
  },
});
