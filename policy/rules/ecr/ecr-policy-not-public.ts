import { reportForeigners, reportStrangers } from "../../lib/resource-policies";
import { stackRule } from "../../lib/rule";

export const ecrPolicyNotPublic = stackRule({
  name: "ecr-policy-not-public",
  row: 83,
  title: "A repository's policy admits neither the public nor another account",
  controls: ["CKV_AWS_32", "CKV_AWS_283", "AwsSolutions-ECR1"],
  severity: "high",
  why: "Images hold the program, and often more than their builder thinks.",
  fix: "Name principals of this account, or add a condition on the organization; name other accounts in trustedAccounts of pack-settings.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
  kinds: ["repositoryPolicy"],
  checkResource: reportStrangers,
  check(check) {
    reportForeigners(check, check.stack.ofKind("repositoryPolicy"));
  },
});
