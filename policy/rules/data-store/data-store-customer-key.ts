import { kindOf } from "../../lib/kinds";
import { read, readString } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

/** Where each kind names its key. */
const keys: Readonly<Record<string, string>> = {
  database: "kmsKeyId",
  databaseCluster: "kmsKeyId",
  queue: "kmsMasterKeyId",
  table: "serverSideEncryption.kmsKeyArn",
  topic: "kmsMasterKeyId",
};

export const dataStoreCustomerKey = resourceRule({
  name: "data-store-customer-key",
  row: 100,
  title: "A database, table, queue or topic is encrypted with the program's own key",
  controls: ["CKV_AWS_119", "CKV_AWS_26", "CKV_AWS_327", "CKV2_AWS_73", "AwsSolutions-SNS2"],
  severity: "low",
  // AWS's key encrypts as well: only who must be able to withdraw it asks for more.
  levels: { test: "disabled", production: "advisory", default: "disabled" },
  why: "Only a customer-managed key can be disabled, and CloudTrail shows who decrypted with it.",
  fix: "Set the resource's KMS key to a kms.Key of the program.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#customer-cmk",
  kinds: ["database", "databaseCluster", "table", "queue", "topic"],
  check({ resource: { type, inputs }, report }) {
    const property = keys[kindOf(type) ?? ""];
    if (property === undefined) return;
    const key = readString(inputs, property);
    const names = property === "kmsKeyId" ? [key, read(inputs, "kmsKeyArn")] : [key];
    if (names.every(({ state }) => state === "absent") || isManaged(key)) {
      report({ problem: "is encrypted with a key of AWS", property });
    }
  },
});

function isManaged(key: ReturnType<typeof readString>): boolean {
  return key.state === "known" && key.value.includes("alias/aws/");
}
