import { readString } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

export const secretCustomerKey = resourceRule({
  name: "secret-customer-key",
  row: 68,
  title: "A secret is encrypted with a customer-managed key",
  controls: ["CKV_AWS_149"],
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "With AWS's key, whoever may read the secret may decrypt it; a customer-managed key is a second lock.",
  fix: "Set kmsKeyId.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  decidedBy: "drydock:encryption.customerKey",
  kinds: ["secret"],
  check({ resource, report }) {
    const key = readString(resource.inputs, "kmsKeyId");
    const isAwsKey = key.state === "known" && key.value.endsWith("alias/aws/secretsmanager");
    if (key.state === "absent" || isAwsKey) {
      report({ problem: "is encrypted with AWS's key", property: "kmsKeyId" });
    }
  },
});
