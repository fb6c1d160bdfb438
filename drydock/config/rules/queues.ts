import { type ModelProblem, within } from "drydock-components/model/check/problem";
import {
  consumerProblems,
  scalingQueues,
  urlVariable,
  usedQueues,
} from "drydock-components/model/queues";
import { type NamedTask, tasksOf } from "../tasks";
import { type Rule, type RuleContext, unknownName } from "./rule";

/** The queues that tasks send to and consume: they are there, and a message is worked on once. */
export const queues: Rule = (config, context) =>
  tasksOf(config).flatMap((named) => [
    ...missingQueues(named, context),
    ...within(
      named.path,
      consumerProblems(named.task, (name) => config.queues[name]),
    ),
    ...takenVariables(named),
    ...(config.cluster.containerInsights === "disabled" ? unmeasured(named) : []),
  ]);

function missingQueues({ task, path }: NamedTask, context: RuleContext): ModelProblem[] {
  return [
    ...task.sends.flatMap((name, index) =>
      unknownName("queues", { name, path: [...path, "sends", index] }, context),
    ),
    ...Object.keys(task.consumes).flatMap((name) =>
      unknownName("queues", { name, path: [...path, "consumes", name], at: "key" }, context),
    ),
  ];
}

function takenVariables({ task, path }: NamedTask): ModelProblem[] {
  const { environment, secrets } = task;
  return usedQueues(task)
    .map(urlVariable)
    .flatMap((variable) =>
      [
        ...(variable in environment ? ["environment"] : []),
        ...(variable in secrets ? ["secrets"] : []),
      ].map((key): ModelProblem => ({
        path: [...path, key, variable],
        at: "key",
        related: [["queues"]],
        message: "This variable has the URL of the queue.",
        fix: "Remove it.",
      })),
    );
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html */
function unmeasured({ task, path }: NamedTask): ModelProblem[] {
  return scalingQueues(task.consumes).map((name) => ({
    path: [...path, "consumes", name, "maxLatencySeconds"],
    related: [["cluster", "containerInsights"]],
    message: "Container Insights counts the running tasks, and it is disabled.",
    allowed: "maxLatencySeconds with containerInsights enabled or enhanced",
    fix: "Set drydock:cluster.containerInsights to enabled or enhanced, or remove this.",
  }));
}
