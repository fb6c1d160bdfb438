import { type DocumentReading, names, readDocument, type Statement } from "../../lib/iam/document";
import { matchesAction } from "../../lib/iam/patterns";
import { type Admission, admissions } from "../../lib/iam/strangers";
import { rolesOfTasks } from "../../lib/model/ecs";
import { stackRule } from "../../lib/rule";
import { worldOf } from "../../lib/world";

const taskPrincipal = "ecs-tasks.amazonaws.com";
const path = "assumeRolePolicy";

export const taskRoleTrustConfined = stackRule({
  name: "task-role-trust-confined",
  row: 74,
  title:
    "A task's roles can be assumed by ECS tasks of this account only, and no role by strangers",
  controls: ["CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_358", "CKV_AWS_393"],
  severity: "medium",
  why: "Without the account in the trust ECS can be talked into using the role for somebody else.",
  fix: "Trust ecs-tasks.amazonaws.com alone, with aws:SourceAccount or aws:SourceArn of this account; for an identity provider name the subject; name other accounts in trustedAccounts of pack-settings.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
  kinds: ["role", "taskDefinition"],
  check({ stack, report, defer }) {
    const used = rolesOfTasks(stack);
    for (const role of stack.ofKind("role")) {
      const trust = readDocument(role.properties, path);
      const statements = trust.state === "known" ? trust.statements : [];
      const strangers = admissions(statements, worldOf(stack));
      const [other] = strangers.flatMap(({ kind }) => problems[kind] ?? []);
      if (other !== undefined) {
        report(role, { problem: other, property: path });
        continue;
      }
      if (statements.some(allowsMoreThanAssuming)) {
        report(role, { problem: "lets more be done than to assume it", property: path });
      }
      const service = strangers.find(({ statement }) => tellsSource(statement));
      if (service !== undefined && !trustsTasks(trust)) {
        report(role, {
          problem: "trusts a service of AWS on behalf of any account",
          property: path,
        });
        continue;
      }
      if (!used.has(role) && !trustsTasks(trust)) continue;
      if (trust.state === "unknown") defer(role, path);
      for (const statement of statements.filter(({ effect }) => effect === "Allow")) {
        const others = statement.principals.some(({ value }) => value !== taskPrincipal);
        if (others || statement.notPrincipals !== undefined) {
          report(role, { problem: "trusts others than ECS tasks", property: path });
        } else if (strangers.some((one) => one.statement === statement)) {
          report(role, { problem: "trusts ECS for tasks of any account", property: path });
        }
      }
    }
  },
});

/** For most services the trust cannot tell for whom they assume a role. */
const problems: Partial<Record<Admission["kind"], string>> = {
  everybody: "can be assumed by everybody",
  account: "can be assumed by another account",
  federated: "can be assumed by users of an identity provider without saying which",
};

/**
 * Services besides ECS whose documents ask for the source in the trust, each on its page on the confused deputy or on
 * its roles: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention.
 */
const sourced: ReadonlySet<string> = new Set(
  [
    "appsync",
    "bedrock",
    "codebuild",
    "codepipeline",
    "datasync",
    "events",
    "export.rds",
    "firehose",
    "monitoring.rds",
    "pipes",
    "rolesanywhere",
    "sagemaker",
    "scheduler",
    "ssm",
    "states",
    "transfer",
    "vpc-flow-logs",
  ].map((service) => `${service}.amazonaws.com`),
);

function tellsSource({ principals }: Statement): boolean {
  return principals.some(({ type, value }) => type === "Service" && sourced.has(value));
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
const assuming = [
  "sts:AssumeRole",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
  "sts:SetContext",
  "sts:SetSourceIdentity",
  "sts:TagSession",
];

function allowsMoreThanAssuming({ effect, actions }: Statement): boolean {
  return (
    effect === "Allow" &&
    actions.some((action) => !assuming.some((one) => matchesAction(one, action)))
  );
}

function trustsTasks(trust: DocumentReading): boolean {
  return (
    trust.state === "known" && trust.statements.some((one) => names(one, "Service", taskPrincipal))
  );
}
