import { securityHub } from "../../lib/links";
import { bucketName, policiesOf } from "../../lib/model/buckets";
import { stackRule } from "../../lib/rule";
import { checkTlsOnly } from "../../lib/tls-only";

export const bucketRequiresTls = stackRule({
  name: "bucket-requires-tls",
  row: 59,
  title: "A bucket answers over TLS only",
  controls: ["S3.5", "AwsSolutions-S10", "CIS-AWS-7.0-3.1.1"],
  severity: "medium",
  why: "S3 answers plain HTTP as well, with signatures and contents in the clear.",
  fix: "Add a bucket policy that denies s3:* on the bucket and its objects where aws:SecureTransport is false.",
  url: securityHub("s3-5"),
  kinds: ["bucket", "bucketPolicy"],
  check(check) {
    for (const bucket of check.stack.ofKind("bucket")) {
      const name = bucketName(bucket);
      checkTlsOnly(check, bucket, {
        service: "s3",
        resources: name === undefined ? name : [`s3:::${name}`, `s3:::${name}/any/object`],
        policies: policiesOf(check.stack, bucket),
      });
    }
  },
});
