import { readDocument } from "../../lib/iam/statements";
import { publicProblem } from "../../lib/public-policy";
import { levels, resourceRule } from "../../lib/rule";

export const ecrPolicyNotPublic = resourceRule({
  name: "ecr-policy-not-public",
  row: 83,
  title: "A repository's policy does not admit everybody",
  controls: ["CKV_AWS_32", "AwsSolutions-ECR1"],
  severity: "high",
  levels: levels.mandatory,
  why: "Images hold the program, and often more than their builder thinks.",
  fix: "Name principals in the policy, or add a condition on the organization.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
  kinds: ["repositoryPolicy"],
  check({ resource, report, defer }) {
    const document = readDocument(resource.inputs, "policy");
    if (document.state === "unknown") defer("policy");
    const problem = publicProblem(document);
    if (problem !== undefined) report({ problem, property: "policy" });
  },
});
