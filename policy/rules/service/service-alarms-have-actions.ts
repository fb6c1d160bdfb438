import { known, readBoolean, readList, readString, readStrings, read } from "../../lib/reading";
import { securityHub } from "../../lib/links";
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
    const watched = watchedServices(stack);
    for (const service of stack.ofKind("service")) {
      if (!watched.has(service)) report(service, { problem: "has no alarm" });
    }
    for (const alarm of stack.ofKind("alarm")) {
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

/** Services that an alarm names in its dimensions, or that it was computed from. */
const watchedServices = answeredOnce((stack): ReadonlySet<StackResource> => {
  const watched = new Set<StackResource>();
  for (const alarm of stack.ofKind("alarm")) {
    const queries = known(readList(alarm.properties, "metricQueries")) ?? [];
    const dimensions = [
      read(alarm.properties, "dimensions"),
      ...queries.map((query) => read(query, "metric.dimensions")),
    ];
    for (const dimension of dimensions) {
      const name = known(readString(known(dimension), "ServiceName"));
      const service = name === undefined ? undefined : stack.named("service", name);
      if (service !== undefined) watched.add(service);
    }
    for (const property of ["dimensions", "metricQueries"]) {
      for (const service of stack.dependenciesOf(alarm, property, "service")) watched.add(service);
    }
  }
  return watched;
});
