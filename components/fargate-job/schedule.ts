import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { scheduledBy } from "../model/job";
import type { PolicyStatement } from "../internal/policy-document";
import { createRunAlarms, type FailureMetric } from "./alarms";
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
  const start =
    scheduledBy(schedule) === "scheduler" ? startTask(scheduled) : startMachine(scheduled);
  const { role, policies } = createScheduleRole(scheduled, {
    name: `${name}-schedule`,
    description: `Starts the job ${job.family ?? name} by the clock`,
    service: "scheduler.amazonaws.com",
    // Of a group, never of one schedule: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    sourceArn: group.arn,
    grants: start.grants,
  });
  new aws.scheduler.Schedule(
    name,
    {
      description: `Runs the job ${job.family ?? name}`,
      groupName: group.name,
      scheduleExpression: schedule.at,
      scheduleExpressionTimezone: schedule.timezone,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        ...start.target,
        roleArn: role.arn,
        // AWS's own default tries for a day, 185 times.
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
      },
    },
    pulumi.mergeOptions(
      { dependsOn: scheduled.dependsOn },
      { parent, dependsOn: [...policies, ...start.needed] },
    ),
  );
  createRunAlarms({
    name,
    parent,
    tags,
    scheduleGroup: group.name,
    actions: job.alarmActions,
    failures: start.failures,
  });
}

/** How a schedule starts a run, and how runs that fail are counted. */
interface Start {
  readonly grants: readonly PolicyStatement[];
  readonly target: Omit<aws.types.input.scheduler.ScheduleTarget, "roleArn">;
  /** What has to exist before a run starts. */
  readonly needed: readonly pulumi.Resource[];
  readonly failures: FailureMetric;
}

function startTask(scheduled: ScheduledTask): Start {
  const rule = createFailedRunRule(scheduled);
  return {
    grants: runGrants(runNeeds(scheduled)),
    target: taskTarget(scheduled),
    needed: [],
    failures: {
      namespace: "AWS/Events",
      metricName: "TriggeredRules",
      dimensions: { RuleName: rule.name },
    },
  };
}

function startMachine(scheduled: ScheduledTask): Start {
  const { machine, dependsOn } = createStateMachine(scheduled);
  return {
    grants: [{ sid: "StartRun", actions: "states:StartExecution", resources: machine.arn }],
    target: { arn: machine.arn },
    needed: dependsOn,
    failures: {
      namespace: "AWS/States",
      metricName: "ExecutionsFailed",
      dimensions: { StateMachineArn: machine.arn },
    },
  };
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
