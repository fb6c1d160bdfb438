import { coversInS3, deniesPlainTransport, type Statement } from "../../lib/iam/statements";
import { securityHub } from "../../lib/links";
import { bucketName, policiesOf } from "../../lib/model/buckets";
import { levels, stackRule } from "../../lib/rule";

export const bucketRequiresTls = stackRule({
  name: "bucket-requires-tls",
  row: 59,
  title: "A bucket answers over TLS only",
  controls: ["S3.5", "AwsSolutions-S10", "CIS-AWS-7.0-3.1.1"],
  severity: "medium",
  levels: levels.mandatory,
  why: "S3 answers plain HTTP as well, with signatures and contents in the clear.",
  fix: "Add a bucket policy that denies s3:* on the bucket and its objects where aws:SecureTransport is false.",
  url: securityHub("s3-5"),
  kinds: ["bucket", "bucketPolicy"],
  check({ stack, report, defer }) {
    for (const bucket of stack.ofKind("bucket")) {
      const policies = policiesOf(stack, bucket);
      const refusals = policies.flatMap(({ document }) =>
        document.state === "known"
          ? document.statements.filter(
              (one) => deniesPlainTransport(one) && one.actions.some(isEverything),
            )
          : [],
      );
      if (coversBucket(refusals, bucketName(bucket))) continue;
      const unknown = policies.find(({ document }) => document.state === "unknown");
      if (unknown !== undefined) defer(unknown.owner, "policy");
      else report(bucket, { problem: "answers without TLS" });
    }
  },
});

/** True when the refusals are about the bucket and about its objects. */
function coversBucket(refusals: readonly Statement[], name: string | undefined): boolean {
  if (name === undefined) return refusals.length > 0;
  return [name, `${name}/any/object`].every((resource) =>
    refusals.some((one) => one.partlyUnknown || coversInS3(one, resource)),
  );
}

function isEverything(action: string): boolean {
  return action === "s3:*" || action === "*";
}
