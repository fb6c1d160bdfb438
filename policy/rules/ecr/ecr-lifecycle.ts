import { securityHub } from "../../lib/links";
import { levels, stackRule } from "../../lib/rule";

export const ecrLifecycle = stackRule({
  name: "ecr-lifecycle",
  row: 82,
  title: "A repository lets old images go",
  controls: ["ECR.3"],
  severity: "low",
  levels: levels.advisory,
  why: "Old images stay forever, with their known vulnerabilities, and cost money.",
  fix: "Add an ecr.LifecyclePolicy.",
  url: securityHub("ecr-3"),
  kinds: ["repository", "repositoryLifecycle"],
  check({ stack, report }) {
    for (const repository of stack.ofKind("repository")) {
      if (stack.referrers(repository, "repositoryLifecycle", "repository").length > 0) continue;
      report(repository, { problem: "has no lifecycle policy" });
    }
  },
});
