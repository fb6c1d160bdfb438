import { readDocument, type Statement } from "../../lib/iam/document";
import { allowsAction } from "../../lib/iam/evaluate";
import { inTheClear, refuses, type Situation } from "../../lib/iam/refusals";
import { known, readString } from "../../lib/reading";
import { strangerProblems } from "../../lib/resource-policies";
import { stackRule } from "../../lib/rule";
import { worldOf } from "../../lib/world";

export const efsPolicyDeniesInsecure = stackRule({
  name: "efs-policy-denies-insecure",
  row: 56,
  title: "A file system's policy refuses plain connections, strangers and root",
  severity: "medium",
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
          "Clients that the policy must refuse besides plain connections, whatever IAM grants: root, mounts past an access point, mounts past a mount target.",
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
      const arn = known(readString(fileSystem.properties, "arn"));
      const say = (problem: string): void => {
        report(policy, { problem, property: "policy" });
      };
      if (!refusesMounts({ statements, arn }, inTheClear)) say("does not refuse plain connections");
      for (const { problem, isRefused } of wanted) {
        if (!isRefused({ statements, arn })) say(problem);
      }
      for (const problem of strangerProblems(document, worldOf(stack))) say(problem);
      if (statements.some((one) => allowsAction(one, `${efs}:ClientRootAccess`))) {
        say("lets clients act as root");
      }
    }
  },
});

const efs = "elasticfilesystem";

interface Policy {
  readonly statements: readonly Statement[];
  /** The file system's, if it is known. */
  readonly arn: string | undefined;
}

interface Refusal {
  readonly name: string;
  readonly problem: string;
  readonly isRefused: (policy: Policy) => boolean;
}

/** https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html */
const refusals: readonly Refusal[] = [
  {
    name: "root",
    problem: "does not refuse root",
    isRefused: (policy) => refusesMounts(policy, new Map(), ["ClientRootAccess"]),
  },
  {
    name: "outside-access-points",
    problem: "does not refuse mounts past an access point",
    isRefused: (policy) => refusesMounts(policy, new Map([[`${efs}:accesspointarn`, undefined]])),
  },
  {
    name: "outside-mount-targets",
    problem: "does not refuse mounts past a mount target",
    isRefused: (policy) =>
      refusesMounts(policy, new Map([[`${efs}:accessedviamounttarget`, "false"]])),
  },
];

function refusesMounts(
  { statements, arn }: Policy,
  situation: Situation,
  actions: readonly string[] = ["ClientMount", "ClientWrite", "ClientRootAccess"],
): boolean {
  const denials = statements.filter(({ effect }) => effect === "Deny");
  if (denials.some(({ partlyUnknown }) => partlyUnknown)) return true;
  const resources = arn === undefined ? ["*", ...denials.flatMap((one) => one.resources)] : [arn];
  // One statement must do it all: parts in several are easily taken apart.
  return denials.some((denial) =>
    resources.some((resource) =>
      refuses([denial], {
        actions: actions.map((action) => `${efs}:${action}`),
        resources: [resource],
        situation,
      }),
    ),
  );
}
