import { elbAccounts, accountOf } from "../../lib/accounts";
import { type Statement, statementsOf } from "../../lib/iam/document";
import { securityHub } from "../../lib/links";
import { policiesOf } from "../../lib/model/buckets";
import type { StackResource } from "../../lib/model/stack-resource";
import { read, readBoolean } from "../../lib/reading";
import { stackRule, type StackCheck } from "../../lib/rule";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html */
const deliveryServices: ReadonlySet<string> = new Set([
  "logdelivery.elasticloadbalancing.amazonaws.com",
  "logdelivery.elb.amazonaws.com",
  "delivery.logs.amazonaws.com",
]);

export const loadBalancerAccessLogs = stackRule({
  name: "load-balancer-access-logs",
  row: 88,
  title:
    "A load balancer writes access logs to a bucket that admits its delivery only, and an API logs its requests",
  controls: ["ELB.5", "APIGateway.1", "APIGateway.9", "CKV_AWS_91", "AwsSolutions-ELB2"],
  severity: "medium",
  why: "Without access logs nobody can say who asked for what; in an open bucket anybody can write them.",
  fix: "Set accessLogs {enabled: true, bucket}, and let only the log delivery service put objects there; give an API's stage accessLogSettings.",
  url: securityHub("elb-5"),
  decidedBy: "drydock:ingress.accessLogs",
  kinds: ["loadBalancer", "apiStage", "bucket", "bucketPolicy"],
  check(check) {
    const { stack, report, defer } = check;
    for (const stage of stack.ofKind("apiStage")) {
      if (read(stage.properties, "accessLogSettings").state === "absent") {
        report(stage, { problem: "writes no access logs", property: "accessLogSettings" });
      }
    }
    const logBuckets = new Set<StackResource>();
    for (const balancer of stack.ofKind("loadBalancer")) {
      const enabled = readBoolean(balancer.properties, "accessLogs.enabled");
      if (enabled.state === "unknown") defer(balancer, "accessLogs.enabled");
      else if (enabled.state === "absent" || !enabled.value) {
        report(balancer, { problem: "writes no access logs", property: "accessLogs.enabled" });
        continue;
      }
      const buckets = stack.references(balancer, "accessLogs.bucket", "bucket");
      for (const bucket of buckets.targets) logBuckets.add(bucket);
    }
    for (const bucket of logBuckets) checkBucket(check, bucket);
  },
});

function checkBucket({ stack, report, defer }: StackCheck, bucket: StackResource): void {
  const policies = policiesOf(stack, bucket);
  const unknown = policies.find(({ document }) => document.state === "unknown");
  if (unknown !== undefined) {
    defer(unknown.owner, "policy");
    return;
  }
  const statements = policies.flatMap(({ document }) => statementsOf(document));
  const owner = policies[0]?.owner ?? bucket;
  const allows = statements.filter(({ effect }) => effect === "Allow");
  if (!allows.some(isDelivery)) {
    report(owner, { problem: "does not let log delivery write to the log bucket" });
  }
  if (!allows.every(isDelivery)) {
    report(owner, {
      problem: "lets others than log delivery use the log bucket",
      property: "policy",
    });
  }
}

function isDelivery({ principals, actions }: Statement): boolean {
  const fromDelivery = principals.every(
    ({ type, value }) =>
      (type === "Service" && deliveryServices.has(value)) ||
      (type === "AWS" && elbAccounts.has(accountOf(value) ?? "")),
  );
  const only = ["s3:PutObject", "s3:GetBucketAcl"];
  return principals.length > 0 && fromDelivery && actions.every((action) => only.includes(action));
}
