import {
  allowsAction,
  deniesPlainTransport,
  isConfined,
  isForEverybody,
  matchesPattern,
  readDocument,
  type Statement,
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
  options: {
    requiredRefusals: {
      schema: {
        type: "array",
        items: { enum: ["root", "outside-access-points", "outside-mount-targets"] },
        default: [],
        description:
          "What the policy must refuse besides plain connections, whatever IAM grants: root, mounts past an access point, mounts past a mount target.",
      },
      test: ["root", "outside-access-points", "outside-mount-targets"],
      production: ["root", "outside-access-points", "outside-mount-targets"],
      stricter: "none",
    },
  },
  kinds: ["fileSystem", "fileSystemPolicy"],
  check({ stack, options, report, defer }) {
    const wanted = refusals.filter(({ name }) =>
      options.strings("requiredRefusals").includes(name),
    );
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
      for (const { problem, isRefusal } of wanted) {
        if (!statements.some((one) => isForAll(one) && isRefusal(one))) say(problem);
      }
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

interface Refusal {
  readonly name: string;
  readonly problem: string;
  readonly isRefusal: (statement: Statement) => boolean;
}

/** https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html */
const refusals: readonly Refusal[] = [
  {
    name: "root",
    problem: "does not refuse root",
    isRefusal: (one) => covers(one, "ClientRootAccess") && one.conditions.length === 0,
  },
  {
    name: "outside-access-points",
    problem: "does not refuse mounts past an access point",
    isRefusal: (one) =>
      coversMounts(one) && hasCondition(one, "elasticfilesystem:accesspointarn", "true"),
  },
  {
    name: "outside-mount-targets",
    problem: "does not refuse mounts past a mount target",
    isRefusal: (one) =>
      coversMounts(one) && hasCondition(one, "elasticfilesystem:accessedviamounttarget", "false"),
  },
];

function isForAll(statement: Statement): boolean {
  return statement.effect === "Deny" && isForEverybody(statement);
}

function covers(statement: Statement, action: string): boolean {
  return statement.actions.some((one) => matchesPattern(one, `elasticfilesystem:${action}`));
}

function coversMounts(statement: Statement): boolean {
  return ["ClientMount", "ClientWrite", "ClientRootAccess"].every((one) => covers(statement, one));
}

function hasCondition({ conditions }: Statement, key: string, value: string): boolean {
  return conditions.some((one) => one.key === key && one.values.includes(value));
}
