import { statementsOf } from "../../lib/iam/document";
import { refusesPlain } from "../../lib/iam/refusals";
import { securityHub } from "../../lib/links";
import { bucketName, policiesOf } from "../../lib/model/buckets";
import { stackRule } from "../../lib/rule";

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
  check({ stack, report, defer }) {
    for (const bucket of stack.ofKind("bucket")) {
      const policies = policiesOf(stack, bucket);
      const statements = policies.flatMap(({ document }) => statementsOf(document));
      const name = bucketName(bucket);
      const resources = name === undefined ? name : [`s3:::${name}`, `s3:::${name}/any/object`];
      if (refusesPlain(statements, { service: "s3", resources })) continue;
      const unknown = policies.find(({ document }) => document.state === "unknown");
      if (unknown !== undefined) defer(unknown.owner, "policy");
      else report(bucket, { problem: "answers without TLS" });
    }
  },
});
