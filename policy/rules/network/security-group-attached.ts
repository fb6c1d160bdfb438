import type { Kind } from "../../lib/kinds";
import { answeredOnce } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { levels, stackRule } from "../../lib/rule";
import { textsOf } from "../../lib/texts";

/** Resources that describe a group, and use it no more than that. */
const describing: ReadonlySet<Kind | undefined> = new Set([
  "securityGroup",
  "securityGroupRule",
  "ingressRule",
  "egressRule",
]);

export const securityGroupAttached = stackRule({
  name: "security-group-attached",
  row: 45,
  title: "Every security group is used",
  controls: ["CKV2_AWS_5"],
  severity: "low",
  levels: levels.advisory,
  why: "An unused group can be attached later, with rules that nobody reviewed.",
  fix: "Attach the group, or remove it.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/working-with-security-groups.html",
  kinds: ["securityGroup", "service", "loadBalancer", "vpcEndpoint", "mountTarget"],
  check({ stack, report }) {
    const used = usedGroups(stack);
    for (const group of stack.ofKind("securityGroup")) {
      if (!used.has(group) && !isOfJob(group)) {
        report(group, { problem: "is attached to nothing in this stack" });
      }
    }
  },
});

/** A run of a job gets the group; between runs nothing has it. */
const isOfJob = ({ urn }: StackResource): boolean => urn.includes("drydock:index:FargateJob$");

const usedGroups = answeredOnce(
  (stack): ReadonlySet<StackResource> =>
    new Set(
      stack.resources
        .filter(({ kind, type }) => !describing.has(kind) && type.startsWith("aws:"))
        .flatMap((user) => [
          ...Object.values(user.propertyDependencies).flat(),
          ...literalGroups(user).flatMap((id) => stack.named("securityGroup", id) ?? []),
        ])
        .filter(({ kind }) => kind === "securityGroup"),
    ),
);

/** Group ids written as literals, however deep: they leave no dependency. */
function literalGroups(user: StackResource): string[] {
  return textsOf(user).flatMap(({ value }) => (value.startsWith("sg-") ? [value] : []));
}
