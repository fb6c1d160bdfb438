import {
  allowsAction,
  deniesPlainTransport,
  isConfined,
  isForEverybody,
  readDocument,
} from "../../lib/iam/statements";
import { levels, stackRule } from "../../lib/rule";

export const efsPolicyDeniesInsecure = stackRule({
  name: "efs-policy-denies-insecure",
  row: 56,
  title: "A file system's policy refuses plain connections, strangers and root",
  controls: [],
  severity: "medium",
  levels: levels.mandatory,
  why: "Without a policy every client that reaches a mount target is let in, as root if it asks.",
  fix: "Add an efs.FileSystemPolicy that denies aws:SecureTransport false and grants no ClientRootAccess.",
  url: "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
  kinds: ["fileSystem", "fileSystemPolicy"],
  check({ stack, report, defer }) {
    for (const fileSystem of stack.ofKind("fileSystem")) {
      const [policy] = stack.referrers(fileSystem, "fileSystemPolicy", "fileSystemId");
      if (policy === undefined) {
        report(fileSystem, { problem: "has no policy, so it lets every client in" });
        continue;
      }
      const document = readDocument(policy.properties, "policy");
      if (document.state === "unknown") defer(policy, "policy");
      if (document.state !== "known") continue;
      const { statements } = document;
      const say = (problem: string): void => {
        report(policy, { problem, property: "policy" });
      };
      if (!statements.some(deniesPlainTransport)) say("does not refuse plain connections");
      const allows = statements.filter(({ effect }) => effect === "Allow");
      if (allows.some((one) => isForEverybody(one) && !isConfined(one) && !one.partlyUnknown)) {
        say("lets everybody in");
      }
      if (allows.some((one) => allowsAction(one, "elasticfilesystem:ClientRootAccess"))) {
        say("lets clients act as root");
      }
    }
  },
});
