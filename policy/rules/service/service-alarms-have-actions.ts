import {
  known,
  read,
  readBoolean,
  readList,
  readObject,
  readString,
  readStrings,
} from "../../lib/reading";
import { securityHub } from "../../lib/links";
import { watchedBy } from "../../lib/model/alarms";
import { answeredOnce, type StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { levels, stackRule } from "../../lib/rule";

export const serviceAlarmsHaveActions = stackRule({
  name: "service-alarms-have-actions",
  row: 34,
  title: "A service has alarms, and alarms and event rules tell somebody",
  controls: ["CloudWatch.15", "CKV_AWS_319"],
  severity: "low",
  levels: levels.preference,
  why: "Nobody learns of an alarm that has no action, or of a message to a topic without subscription.",
  fix: "Add CloudWatch alarms for the service with alarmActions, for example an SNS topic, and a subscription to the topic.",
  url: securityHub("cloudwatch-15"),
  kinds: ["service", "alarm", "eventRule", "eventTarget", "topic", "subscription"],
  judges: ["service", "alarm"],
  check({ stack, report }) {
    const watched = watchedBy(stack, "service", "ServiceName");
    for (const service of stack.ofKind("service")) {
      if (!watched.has(service)) report(service, { problem: "has no alarm" });
    }
    for (const alarm of stack.ofKind("alarm")) {
      if (isOfNothing(alarm)) {
        report(alarm, {
          problem: "watches a metric that AWS does not have",
          property: "dimensions",
        });
      }
      if (actsOnAlarm(alarm) || isDeploymentAlarm(stack, alarm)) continue;
      report(alarm, { problem: "does nothing when it goes off", property: "alarmActions" });
    }
    for (const rule of stack.ofKind("eventRule")) {
      if (stack.referrers(rule, "eventTarget", "rule").length > 0) continue;
      report(rule, { problem: "calls nothing" });
    }
    for (const topic of stack.ofKind("topic")) {
      if (isPublishedTo(stack, topic) && !isHeard(stack, topic)) {
        report(topic, { problem: "gets alarms and events, and nobody hears of them" });
      }
    }
  },
});

/** Services of AWS whose metrics all have dimensions, each by its page on monitoring with CloudWatch. */
const dimensioned = /^(AWS\/(ApplicationELB|ECS|EFS|Scheduler|SQS|States)|ECS\/ContainerInsights)$/;

function isOfNothing({ properties }: StackResource): boolean {
  if (!dimensioned.test(known(readString(properties, "namespace")) ?? "")) return false;
  const dimensions = readObject(properties, "dimensions");
  if (dimensions.state === "unknown") return false;
  return (
    Object.keys(known(dimensions) ?? {}).length === 0 &&
    read(properties, "metricQueries").state === "absent"
  );
}

function actsOnAlarm({ properties }: StackResource): boolean {
  if (known(readBoolean(properties, "actionsEnabled")) === false) return false;
  const actions = readList(properties, "alarmActions");
  return actions.state === "unknown" || (known(actions) ?? []).length > 0;
}

function isPublishedTo(stack: StackModel, topic: StackResource): boolean {
  return (
    stack.referrers(topic, "alarm", "alarmActions").length > 0 ||
    stack.referrers(topic, "eventTarget", "arn").length > 0
  );
}

/** By a subscription, or by a chat that Amazon Q Developer is in. */
function isHeard(stack: StackModel, topic: StackResource): boolean {
  if (stack.referrers(topic, "subscription", "topic").length > 0) return true;
  return stack.resources.some(
    (one) =>
      one.type.startsWith("aws:chatbot/") &&
      stack.references(one, "snsTopicArns", "topic").targets.includes(topic),
  );
}

/** Alarms that stop a deployment act through ECS. */
function isDeploymentAlarm(stack: StackModel, alarm: StackResource): boolean {
  return deploymentAlarms(stack).has(alarm);
}

const deploymentAlarms = answeredOnce(
  (stack): ReadonlySet<StackResource> =>
    new Set(
      stack.ofKind("service").flatMap((service) => {
        const names = readStrings(service.properties, "alarms.alarmNames").values;
        return [
          ...names.flatMap((name) => stack.named("alarm", name) ?? []),
          ...stack.dependenciesOf(service, "alarms", "alarm"),
        ];
      }),
    ),
);
