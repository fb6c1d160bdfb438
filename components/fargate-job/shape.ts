import { containerArguments, runArguments } from "../fargate-task/parts";
import { workloadArguments } from "../internal/placement-arguments";
import { argumentType, madeOf } from "../model/check/argument-type";
import { scheduleShape } from "../model/job";
import { strict } from "../model/primitives";

const schedule = argumentType(
  "JobScheduleArgs",
  "When a job runs by the clock, and what is done about a run that fails.",
  strict(scheduleShape),
);

/** The arguments of FargateJob. */
export const jobArguments = argumentType(
  "FargateJobArgs",
  "Arguments of FargateJob.",
  madeOf(
    [runArguments, containerArguments, workloadArguments],
    strict({
      ...runArguments.shape,
      ...containerArguments.shape,
      ...workloadArguments.shape,
      schedule: schedule
        .optional()
        .describe("Runs by the clock. Defaults to none: a run is started by hand or by a program."),
    }),
  ),
);
