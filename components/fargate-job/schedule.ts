import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { scheduledBy } from "../model/job";
import { createRunAlarms } from "./alarms";
import { createFailedRunRule } from "./failed-runs";
import { runGrants } from "./grants";
import { createScheduleRole } from "./schedule-role";
import { runNeeds, type ScheduledTask } from "./scheduled-task";
import { createStateMachine } from "./state-machine";

/**
 * Runs a job by the clock: EventBridge Scheduler starts the task, or a state machine that waits for its end where something
 * is to be done about runs that fail, hang or overlap. Either way an alarm tells of a run that fails or does not start.
 */
export function createSchedule(scheduled: ScheduledTask): void {
  const { name, parent, job, schedule } = scheduled;
  const { tags } = job;
  const group = new aws.scheduler.ScheduleGroup(name, { tags }, { parent });
  const role = {
    name: `${name}-schedule`,
    description: `Starts the job ${job.family ?? name} by the clock`,
    service: "scheduler.amazonaws.com",
    // Of a group, never of one schedule: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    sourceArn: group.arn,
  };
  const clock = {
    description: `Runs the job ${job.family ?? name}`,
    groupName: group.name,
    scheduleExpression: schedule.at,
    scheduleExpressionTimezone: schedule.timezone,
    flexibleTimeWindow: { mode: "OFF" },
  };
  // AWS's own default tries for a day, 185 times.
  const retryPolicy = { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 };
  const after = (...resources: pulumi.Resource[]) =>
    pulumi.mergeOptions({ dependsOn: scheduled.dependsOn }, { parent, dependsOn: resources });
  const alarms = {
    name,
    parent,
    tags,
    scheduleGroup: group.name,
    actions: job.alarmActions,
  };

  if (scheduledBy(schedule) === "scheduler") {
    const { role: starter, policies } = createScheduleRole(scheduled, {
      ...role,
      grants: runGrants(runNeeds(scheduled)),
    });
    new aws.scheduler.Schedule(
      name,
      { ...clock, target: { ...taskTarget(scheduled), roleArn: starter.arn, retryPolicy } },
      after(...policies),
    );
    const rule = createFailedRunRule(scheduled);
    createRunAlarms({
      ...alarms,
      failures: {
        namespace: "AWS/Events",
        metricName: "TriggeredRules",
        dimensions: { RuleName: rule.name },
      },
    });
    return;
  }
  const { machine, dependsOn } = createStateMachine(scheduled);
  const { role: starter, policies } = createScheduleRole(scheduled, {
    ...role,
    grants: [{ sid: "StartRun", actions: "states:StartExecution", resources: machine.arn }],
  });
  new aws.scheduler.Schedule(
    name,
    { ...clock, target: { arn: machine.arn, roleArn: starter.arn, retryPolicy } },
    after(...policies, ...dependsOn),
  );
  createRunAlarms({
    ...alarms,
    failures: {
      namespace: "AWS/States",
      metricName: "ExecutionsFailed",
      dimensions: { StateMachineArn: machine.arn },
    },
  });
}

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_EcsParameters.html */
function taskTarget({ job, task, securityGroupIds }: ScheduledTask) {
  return {
    arn: job.clusterArn,
    ecsParameters: {
      taskDefinitionArn: task.taskDefinitionArn,
      launchType: "FARGATE",
      networkConfiguration: {
        subnets: job.subnetIds,
        securityGroups: [...securityGroupIds],
        assignPublicIp: job.assignPublicIp,
      },
      propagateTags: "TASK_DEFINITION",
      enableEcsManagedTags: true,
      enableExecuteCommand: job.exec,
    },
  };
}
