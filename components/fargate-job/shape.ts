import { taskArguments } from "../fargate-task";
import { id } from "../internal/common-arguments";
import { connectsTo, placementArguments, reaches } from "../internal/placement-arguments";
import { argumentType } from "../model/check/argument-type";
import { scheduleShape } from "../model/job";
import { several, strict } from "../model/primitives";

/** A task of one container, which nothing keeps running. */
const { shape: jobTask } = taskArguments.omit({
  containerPort: true,
  dependsOn: true,
  healthCheck: true,
  pidMode: true,
  restartPolicy: true,
  sidecars: true,
});

const schedule = argumentType(
  "JobScheduleArgs",
  "When a job runs by the clock, and what is done about a run that fails.",
  strict(scheduleShape),
);

/** The arguments of FargateJob. */
export const jobArguments = argumentType(
  "FargateJobArgs",
  "Arguments of FargateJob.",
  strict({
    ...jobTask,
    clusterArn: id.describe("The cluster's ARN."),
    ...placementArguments,
    connectsTo,
    reaches,
    alarmActions: several(id, "ARNs of the SNS topics that hear of its alarms."),
    schedule: schedule
      .optional()
      .describe("Runs by the clock. Defaults to none: a run is started by hand or by a program."),
  }),
);
