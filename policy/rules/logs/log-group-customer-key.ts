import { levels } from "../../lib/rule";
import { settingsRule } from "../../lib/settings";

export const logGroupCustomerKey = settingsRule({
  name: "log-group-customer-key",
  row: 80,
  title: "A log group is encrypted with a customer-managed key",
  controls: ["CKV_AWS_158"],
  severity: "low",
  levels: levels.preference,
  why: "Only a customer-managed key can be disabled, and CloudTrail shows who decrypted with it.",
  fix: "Set kmsKeyId to a key whose policy admits CloudWatch Logs.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  decidedBy: "drydock:encryption.customerKey",
  settings: [{ kinds: ["logGroup"], property: "kmsKeyId", problem: "is encrypted with AWS's key" }],
});
