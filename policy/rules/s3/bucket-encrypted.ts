import { securityHub } from "../../lib/links";
import { loadBalancerLogBuckets } from "../../lib/model/buckets";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, type Reading, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

/** Where the algorithm is written: on its own resource, on `Bucket`, on `BucketV2`. */
const apart = "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm";
const inline = [
  "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm",
  "serverSideEncryptionConfigurations.0.rules.0.applyServerSideEncryptionByDefaults.0.sseAlgorithm",
];

export const bucketEncrypted = stackRule({
  name: "bucket-encrypted",
  row: 60,
  title: "A bucket says how its objects are encrypted",
  controls: ["S3.17", "CKV_AWS_19", "CKV_AWS_145"],
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "Only a named key can be withdrawn, and shows in CloudTrail who decrypted.",
  fix: "Add an s3.BucketServerSideEncryptionConfiguration, in production with aws:kms.",
  url: securityHub("s3-17"),
  decidedBy: "drydock:encryption.customerKey",
  options: {
    requireKms: {
      schema: {
        type: "boolean",
        default: false,
        description:
          "Ask for SSE-KMS. Load balancers' log buckets are left out: they can only use SSE-S3.",
      },
      production: true,
      stricter: "higher",
    },
  },
  kinds: ["bucket", "bucketEncryption", "loadBalancer"],
  check({ stack, options, report, defer }) {
    for (const bucket of stack.ofKind("bucket")) {
      const algorithm = algorithmOf(stack, bucket);
      if (algorithm.state === "unknown") {
        defer(bucket, "serverSideEncryptionConfiguration");
      } else if (algorithm.state === "absent") {
        report(bucket, { problem: "does not say how it is encrypted" });
      } else if (
        options.boolean("requireKms") &&
        !algorithm.value.startsWith("aws:kms") &&
        // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
        !loadBalancerLogBuckets(stack).has(bucket)
      ) {
        report(bucket, { problem: "is not encrypted with a KMS key" });
      }
    }
  },
});

function algorithmOf(stack: StackModel, bucket: StackResource): Reading<string> {
  const [configuration] = stack.referrers(bucket, "bucketEncryption", "bucket");
  if (configuration !== undefined) return readString(configuration.properties, apart);
  const own = inline.map((path) => readString(bucket.properties, path));
  // A new bucket's inline configuration is computed by AWS; only a known one is the program's.
  const value = own.map(known).find((one) => one !== undefined);
  return value === undefined ? { state: "absent" } : { state: "known", value };
}
