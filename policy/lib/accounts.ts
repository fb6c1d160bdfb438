import { keptByObject } from "./kept";
import { kindOf } from "./kinds";
import { answeredOnce } from "./model/stack-model";
import type { StackResource } from "./model/stack-resource";
import { known, readString } from "./reading";

/**
 * Accounts that Elastic Load Balancing delivers access logs from in older regions
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html).
 */
export const elbAccounts: ReadonlySet<string> = new Set([
  "127311923021", // us-east-1
  "033677994240", // us-east-2
  "027434742980", // us-west-1
  "797873946194", // us-west-2
  "098369216593", // af-south-1
  "985666609251", // ca-central-1
  "054676820928", // eu-central-1
  "897822967062", // eu-north-1
  "635631232127", // eu-south-1
  "156460612806", // eu-west-1
  "652711504416", // eu-west-2
  "009996457667", // eu-west-3
  "754344448648", // ap-east-1
  "582318560864", // ap-northeast-1
  "600734575887", // ap-northeast-2
  "383597477331", // ap-northeast-3
  "718504428378", // ap-south-1
  "114774131450", // ap-southeast-1
  "783225319266", // ap-southeast-2
  "589379963580", // ap-southeast-3
  "076674570225", // me-south-1
  "507241528517", // sa-east-1
]);

/** Accounts of AWS whose images and layers programs use, with where each is documented. */
export const awsAccounts: ReadonlySet<string> = new Set([
  ...elbAccounts,
  "906394416424", // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
  "840364872350", // https://docs.aws.amazon.com/app-mesh/latest/userguide/envoy.html
  "763104351884", // https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html
  "602401143452", // https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html
  "593207742271", // https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-ecr-repository-gdu-agent.html
  "580247275435", // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html
  "017000801446", // https://docs.powertools.aws.dev/lambda/python/latest/
  "901920570463", // https://aws-otel.github.io/docs/getting-started/lambda
]);

/** The account of an ARN, or of a principal that is an account id. */
export function accountOf(principal: string): string | undefined {
  if (/^\d{12}$/.test(principal)) return principal;
  const account = principal.split(":")[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** The accounts this stack's own resources are in; empty while no ARN is known and no provider names one. */
export const ownAccounts = answeredOnce(
  (stack): ReadonlySet<string> =>
    new Set(stack.resources.flatMap((resource) => accountsOf(resource))),
);

const accountsOf = keptByObject(({ type, properties }: StackResource): readonly string[] => {
  if (type === "pulumi:providers:aws") {
    // A provider's inputs are JSON text.
    return [...(known(readString(properties, "allowedAccountIds")) ?? "").matchAll(/\d{12}/g)].map(
      ([account]) => account,
    );
  }
  // The ARN of an event's target is not its own.
  if (!type.startsWith("aws:") || kindOf(type) === "eventTarget") return [];
  const account = accountOf(known(readString(properties, "arn")) ?? "");
  return account === undefined ? [] : [account];
});
