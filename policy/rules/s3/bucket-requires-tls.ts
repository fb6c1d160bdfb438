import { type Statement, statementsOf } from "../../lib/iam/document";
import { inTheClear, refuses } from "../../lib/iam/refusals";
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
      if (refusesPlain(statements, bucketName(bucket))) continue;
      const unknown = policies.find(({ document }) => document.state === "unknown");
      if (unknown !== undefined) defer(unknown.owner, "policy");
      else report(bucket, { problem: "answers without TLS" });
    }
  },
});

/** The partitions of AWS, which are the second part of every ARN. */
const partitions = ["aws", "aws-cn", "aws-us-gov"];

/** True when every action on the bucket and on its objects is refused in the clear. */
function refusesPlain(statements: readonly Statement[], name: string | undefined): boolean {
  const refusals = statements.filter(({ effect }) => effect === "Deny");
  if (refusals.some(({ partlyUnknown }) => partlyUnknown)) return true;
  // An action nobody lists: the refusal must be of all, those of next year as well.
  const actions = ["s3:AnyAction"];
  const situation = inTheClear;
  if (name === undefined) {
    const own = refusals.flatMap(({ resources }) => resources);
    return own.some((resource) => refuses(refusals, { actions, situation, resources: [resource] }));
  }
  return partitions.some((partition) => {
    const arn = `arn:${partition}:s3:::${name}`;
    return refuses(refusals, { actions, situation, resources: [arn, `${arn}/any/object`] });
  });
}
