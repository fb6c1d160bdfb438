import { securityHub } from "../../lib/links";
import { levels, stackRule } from "../../lib/rule";

export const ecrLifecycle = stackRule({
  name: "ecr-lifecycle",
  row: 82,
  title: "A repository lets old images go",
  controls: ["ECR.3"],
  severity: "low",
  levels: levels.advisory,
  why: "Every build stays for ever, with the holes it was built with, and is paid for.",
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
