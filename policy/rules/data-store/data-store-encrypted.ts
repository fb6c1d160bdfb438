import { securityHub } from "../../lib/links";
import { known, type Properties, read, readString } from "../../lib/reading";
import { isCopied, type Setting, settingsRule } from "../../lib/settings";

const problem = "stores data without encryption";
const on = { right: ["true", "enabled"], problem } as const;

const settings: readonly Setting[] = [
  { ...on, kinds: ["database"], property: "storageEncrypted", isApart: isCopied },
  { ...on, kinds: ["databaseCluster"], property: "storageEncrypted", isApart: isServerless },
  { ...on, kinds: ["warehouse"], property: "encrypted", isApart: isCopied },
  { ...on, kinds: ["cache"], property: "atRestEncryptionEnabled", isApart: isCopied },
  { ...on, kinds: ["searchDomain"], property: "encryptAtRest.enabled" },
  { ...on, kinds: ["diskVolume"], property: "encrypted" },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html
  {
    ...on,
    kinds: ["queue"],
    property: "sqsManagedSseEnabled",
    byDefault: "true",
    isApart: (inputs) => known(readString(inputs, "kmsMasterKeyId")) !== undefined,
  },
  { ...on, kinds: ["stream"], property: "encryptionType", right: ["kms"] },
  // One that reads from a stream has that stream's encryption.
  {
    ...on,
    kinds: ["deliveryStream"],
    property: "serverSideEncryption.enabled",
    isApart: (inputs) =>
      ["kinesisSourceConfiguration", "mskSourceConfiguration"].some(
        (source) => read(inputs, source).state !== "absent",
      ),
  },
];

/** Serverless v1 is always encrypted, and so is a copy of an encrypted snapshot. */
function isServerless(inputs: Properties): boolean {
  return known(readString(inputs, "engineMode")) === "serverless" || isCopied(inputs);
}

export const dataStoreEncrypted = settingsRule({
  name: "data-store-encrypted",
  row: 95,
  title: "A database, queue, cache or volume is encrypted where it is stored",
  controls: ["RDS.3", "RDS.27", "Redshift.10", "ElastiCache.4", "Opensearch.1", "EC2.3", "SQS.1"],
  severity: "high",
  why: "Whoever gets a copy of an unencrypted disk or snapshot can read it.",
  fix: "Turn encryption at rest on when the store is created; most stores cannot add it later.",
  url: securityHub("rds-3"),
  settings,
});
