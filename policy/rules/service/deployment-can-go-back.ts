import { ecs } from "../../lib/links";
import { forwardedGroups } from "../../lib/model/ecs";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import {
  isProperties,
  known,
  type Properties,
  read,
  readBoolean,
  readList,
  readNumber,
  readString,
  readWord,
} from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

/** A problem of a service, and the property that decides. */
type Problem = readonly [problem: string, property: string];

export const deploymentCanGoBack = stackRule({
  name: "deployment-can-go-back",
  row: 113,
  title: "A deployment that shifts requests does it in steps, and can go back",
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "ECS goes back within seconds only while the former tasks stay, and notices a fault only while some users meet it.",
  fix: "Set bakeTimeInMinutes to 1 or more, a share below 100 per cent and minutes between steps; forward the production rule to both target groups, which check and end tasks alike.",
  decidedBy: "drydock:services.{name}.deployment",
  url: ecs("deployment-type-blue-green"),
  kinds: ["service", "listenerRule", "targetGroup", "scalingPolicy"],
  check({ stack, report, defer }) {
    for (const service of stack.ofKind("service")) {
      const strategy = readWord(service.properties, "deploymentConfiguration.strategy");
      if (strategy.state === "unknown") defer(service, "deploymentConfiguration.strategy");
      if (strategy.state !== "known" || strategy.value === "ROLLING") continue;
      const problems = [
        ...pace(service.properties, strategy.value),
        ...ways(stack, service, strategy.value),
      ];
      for (const [problem, property] of problems) report(service, { problem, property });
      for (const policy of requestScaling(stack, service)) {
        report(policy, {
          problem: "scales by the requests of one target group, while they shift to another",
          property: "targetTrackingScalingPolicyConfiguration",
        });
      }
    }
  },
});

/** Shares and waits by strategy: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
const shifts = {
  LINEAR: ["linearConfiguration", "stepPercent", "stepBakeTimeInMinutes"],
  CANARY: ["canaryConfiguration", "canaryPercent", "canaryBakeTimeInMinutes"],
} as const;

function pace(inputs: Properties, strategy: string): Problem[] {
  const at = "deploymentConfiguration";
  const problems: Problem[] = [];
  const isNone = (path: string): boolean => known(readNumber(inputs, path)) === 0;
  const bake = `${at}.bakeTimeInMinutes`;
  if (isNone(bake)) problems.push(["ends the former tasks at once", bake]);
  const shift = strategy === "LINEAR" || strategy === "CANARY" ? shifts[strategy] : undefined;
  if (shift !== undefined) {
    const [block, percent, wait] = shift;
    const share = `${at}.${block}.${percent}`;
    if ((known(readNumber(inputs, share)) ?? 0) >= 100) {
      problems.push(["shifts all requests in one step", share]);
    }
    if (isNone(`${at}.${block}.${wait}`)) {
      problems.push(["shifts requests without a wait", `${at}.${block}.${wait}`]);
    }
  }
  return problems;
}

/** What is wrong with the two groups that requests are shifted between. */
function ways(stack: StackModel, service: StackResource, strategy: string): Problem[] {
  const entries = known(readList(service.properties, "loadBalancers")) ?? [];
  const isConnected =
    known(readBoolean(service.properties, "serviceConnectConfiguration.enabled")) === true;
  if (entries.length === 0) {
    return strategy === "BLUE_GREEN" || isConnected
      ? []
      : [["shifts requests, and has no load balancer", "loadBalancers"]];
  }
  return entries.flatMap((_, index): Problem[] => {
    const at = `loadBalancers.${index}`;
    const advanced = `${at}.advancedConfiguration`;
    if (read(service.properties, advanced).state === "absent") {
      return [["shifts requests, and names no second target group", advanced]];
    }
    const own = known(readString(service.properties, `${at}.targetGroupArn`));
    const other = known(readString(service.properties, `${advanced}.alternateTargetGroupArn`));
    if (own === undefined || other === undefined) return [];
    const rule = stack.reference(service, `${advanced}.productionListenerRule`, "listenerRule");
    const problems: Problem[] = [];
    const groups = rule === undefined ? [] : forwardedGroups(rule);
    if (groups.length > 0 && ![own, other].every((one) => groups.some(({ arn }) => arn === one))) {
      problems.push([
        "has a production rule that leads to one of its two target groups only",
        advanced,
      ]);
    } else if (groups.length > 0 && groups.every(({ weight }) => weight === 0)) {
      problems.push([
        "has a production rule that sends requests to neither target group",
        advanced,
      ]);
    }
    const [first, second] = [own, other].map((arn) => stack.named("targetGroup", arn));
    if (first !== undefined && second !== undefined && !areAlike(first, second)) {
      problems.push(["has target groups that check or end tasks differently", advanced]);
    }
    return problems;
  });
}

function areAlike(one: StackResource, other: StackResource): boolean {
  return ["protocol", "protocolVersion", "healthCheck", "stickiness", "deregistrationDelay"].every(
    (property) =>
      JSON.stringify(known(read(one.properties, property))) ===
      JSON.stringify(known(read(other.properties, property))),
  );
}

/** https://github.com/aws/containers-roadmap/issues/1681 */
function requestScaling(stack: StackModel, service: StackResource): StackResource[] {
  const name = known(readString(service.properties, "name"));
  return stack.ofKind("scalingPolicy").filter(({ properties }) => {
    const target = known(read(properties, "targetTrackingScalingPolicyConfiguration"));
    if (!isProperties(target) || name === undefined) return false;
    const metric = known(readString(target, "predefinedMetricSpecification.predefinedMetricType"));
    const id = known(readString(properties, "resourceId"));
    return metric === "ALBRequestCountPerTarget" && id?.endsWith(`/${name}`) === true;
  });
}
