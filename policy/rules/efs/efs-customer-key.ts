import { levels } from "../../lib/rule";
import { settingsRule } from "../../lib/settings";

export const efsCustomerKey = settingsRule({
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
  settings: [
    { kinds: ["fileSystem"], property: "kmsKeyId", problem: "is encrypted with AWS's key" },
  ],
});
