/** What `npx drydock why` reads, with which the deploy workflow explains a failed deployment. */
import { type ActionTarget, rightOf } from "drydock-policy/permissions";
import { containersOf } from "../offline/cloud/aws/containers";
import { textAt, textsAt } from "../offline/cloud/values";
import type { Grant } from "./grants";
import type { Named } from "./patterns";
import { arnsOf, type Index, placed } from "./targets";

/** The calls of AWS that the command makes, as IAM actions. It makes no call about alarms: a deployment names them. */
export const whyCalls: readonly string[] = [
  "ecs:DescribeServiceDeployments",
  "ecs:DescribeServiceRevisions",
  "ecs:DescribeServices",
  "ecs:DescribeTaskDefinition",
  "ecs:DescribeTasks",
  "ecs:ListServiceDeployments",
  "ecs:ListTasks",
  "logs:GetLogEvents",
];

/** The rights on each service of a stack, its tasks and its own log groups. */
export const rightsOfWhy = (resources: readonly Named[], index: Index): Grant[] =>
  resources
    .filter(({ resource }) => resource.type === "aws:ecs/service:Service")
    .flatMap((service) => whyCalls.flatMap((action) => grantsOn(service, action, index)));

function grantsOn(service: Named, action: string, index: Index): Grant[] {
  const right = { action, conditions: {}, reads: false, open: false };
  const [, cluster = "*", name = "*"] = (arnsOf(service)[0] ?? "").split("/");
  const { targets = [] } = rightOf(action) ?? {};
  if (targets.length === 0) return [{ ...right, resources: ["*"] }];
  if (action === "ecs:ListTasks") {
    // Of a service's tasks no resource can be named, only their cluster:
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html
    const arn = placed("arn:${Partition}:ecs:${Region}:${Account}:cluster/", service.place);
    const conditions = { ArnEquals: { "ecs:cluster": [`${arn}${cluster}`] } };
    return [{ ...right, resources: ["*"], conditions }];
  }
  const groups = action.startsWith("logs:") ? logGroupsOf(service, index) : ["*"];
  return groups.map((group) => ({
    ...right,
    resources: targets.map(({ template }: ActionTarget) =>
      placed(template, service.place)
        .replace("${ClusterName}", cluster)
        .replace("${ServiceName}", name)
        .replace("${LogGroupName}", group)
        .replace(/\$\{\w+\}/g, "*"),
    ),
  }));
}

/** The names of the log groups of a service's containers that the stack itself creates. */
function logGroupsOf({ properties }: Named, index: Index): string[] {
  const definition = index.get(`ecs:task-definition ${textAt(properties, "taskDefinition")}`);
  const names = containersOf(definition?.properties ?? {}).flatMap((container) =>
    textsAt(container, "logConfiguration.options.awslogs-group"),
  );
  return [...new Set(names)].filter((name) => index.has(`logs:log-group ${name}`));
}
