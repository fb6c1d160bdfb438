import { readString } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

export const efsCustomerKey = resourceRule({
  name: "efs-customer-key",
  row: 50,
  title: "An EFS file system is encrypted with a customer-managed key",
  controls: ["CKV_AWS_184"],
  severity: "low",
  levels: levels.preference,
  why: "Only a customer-managed key can be disabled, and CloudTrail shows who decrypted with it.",
  fix: "Set kmsKeyId.",
  url: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
  decidedBy: "drydock:encryption.customerKey",
  kinds: ["fileSystem"],
  check({ resource, report }) {
    if (readString(resource.inputs, "kmsKeyId").state !== "absent") return;
    report({ problem: "is encrypted with AWS's key", property: "kmsKeyId" });
  },
});
