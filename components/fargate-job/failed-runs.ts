import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ScheduledTask } from "./scheduled-task";

/**
 * Creates the rule that hears of runs which fail: another exit code than 0, or no start at all, of which there is no code.
 * It has no target; CloudWatch counts how often it matches.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
 */
export function createFailedRunRule({
  name,
  parent,
  job,
  task,
}: ScheduledTask): aws.cloudwatch.EventRule {
  return new aws.cloudwatch.EventRule(
    `${name}-failed`,
    {
      description: `Runs of ${job.family ?? name} that failed`,
      eventPattern: pulumi.jsonStringify({
        source: ["aws.ecs"],
        "detail-type": ["ECS Task State Change"],
        detail: {
          clusterArn: [job.clusterArn],
          // What ECS calls the group of a task that is started without one.
          group: [pulumi.interpolate`family:${task.family}`],
          lastStatus: ["STOPPED"],
          $or: [
            { containers: { exitCode: [{ "anything-but": [0] }] } },
            { stopCode: ["TaskFailedToStart"] },
          ],
        },
      }),
      tags: job.tags,
    },
    { parent },
  );
}
