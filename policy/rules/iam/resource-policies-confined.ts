import { identityPolicyKinds } from "../../lib/identity-policies";
import type { Kind } from "../../lib/kinds";
import {
  reportForeigners,
  reportStrangers,
  strangerProblems,
  unknownPolicies,
} from "../../lib/resource-policies";
import { stackRule } from "../../lib/rule";
import { worldOf } from "../../lib/world";

/** Resources whose policies no rule of their area judges. */
const holders: readonly Kind[] = [
  "secret",
  "secretPolicy",
  "queue",
  "queuePolicy",
  "topic",
  "topicPolicy",
  "eventBusPolicy",
  "registryPolicy",
  "vaultPolicy",
  "logResourcePolicy",
  "accessPointPolicy",
  "streamPolicy",
  "tablePolicy",
  "functionPermission",
];

export const resourcePoliciesConfined = stackRule({
  name: "resource-policies-confined",
  row: 74,
  title: "The policy of a secret, queue, topic, function or bus admits nobody from outside",
  controls: ["Lambda.1", "CKV_AWS_168", "CKV_AWS_169", "CKV_AWS_283", "CKV_AWS_301"],
  severity: "high",
  why: "Whom a resource's own policy admits needs no permission of this account.",
  fix: "Name principals of this account; for a service add aws:SourceAccount or aws:SourceArn; name other accounts in trustedAccounts of pack-settings.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
  kinds: holders,
  checkResource: reportStrangers,
  check(check) {
    const { stack, report } = check;
    for (const kind of holders) reportForeigners(check, stack.ofKind(kind));
    // Types that nobody has listed have policies as well.
    for (const resource of stack.resources.filter(({ kind }) => !isJudgedElsewhere(kind))) {
      for (const { property, document } of unknownPolicies(resource)) {
        for (const problem of strangerProblems(document, worldOf(stack))) {
          report(resource, { problem, property });
        }
      }
    }
  },
});

const elsewhere: ReadonlySet<Kind> = new Set([
  ...holders,
  ...identityPolicyKinds,
  "bucket",
  "bucketPolicy",
  "fileSystemPolicy",
  "key",
  "keyPolicy",
  "repositoryPolicy",
  "vpcEndpoint",
  "vpcEndpointPolicy",
]);

/** True for kinds whose policies this rule has looked at by name, or a rule of their area does. */
function isJudgedElsewhere(kind: Kind | undefined): boolean {
  return kind !== undefined && elsewhere.has(kind);
}
