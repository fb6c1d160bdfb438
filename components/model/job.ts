import { z } from "zod";
import { argumentType } from "./check/argument-type";
import type { Declared } from "./check/check";
import { type ModelProblem, problemIf } from "./check/problem";
import { mainContainerShape } from "./container";
import { logicalName, strict, whole } from "./primitives";
import { clockProblems, recurringExpression, timezone } from "./schedule";
import { stackContainerShape } from "./stack-container";
import { surroundingsShape } from "./surroundings";
import { taskShape } from "./task";

const overlap = argumentType(
  "JobOverlap",
  "What happens when a run is due and the one before it has not ended.",
  z.enum({ Allow: "allow", Skip: "skip" }),
);

/** When a job runs by the clock, and what is done about a run that fails. */
export const scheduleShape = {
  at: recurringExpression.describe("When: cron(...) or rate(...), such as cron(0 3 * * ? *)."),
  timezone,
  retries: whole(0, 10)
    .default(0)
    .describe(
      "How often a run that fails is started again, after 1, 2, 4... minutes. Defaults to 0.",
    ),
  timeoutMinutes: whole(1, 1440)
    .optional()
    .describe("Minutes after which a run has failed. Defaults to no limit."),
  overlap: overlap
    .default("allow")
    .describe(
      "skip: a run that is due while the one before it goes on is left out. Defaults to allow, where both run.",
    ),
};

/** When a job runs. */
export const runs = strict({
  before: z
    .array(logicalName)
    .min(1)
    .optional()
    .describe(
      "Services that wait for it: it runs with each new version, before they change, and its failure stops the update. Defaults to none.",
    ),
  ...scheduleShape,
  at: scheduleShape.at.optional(),
  timeoutMinutes: scheduleShape.timeoutMinutes.describe(
    "Minutes after which a run has failed. Defaults to 15 for a job that services wait for, and else to no limit.",
  ),
});

export type Runs = z.output<typeof runs>;

/** A job of a stack file: a task of one container that does its work and ends. */
export const stackJob = strict({
  from: logicalName
    .optional()
    .describe(
      "A service whose image, variables, secrets, volumes, user, size and network the job has too; a key of the job's own wins. Needed without image.",
    ),
  ...z.object(stackContainerShape).omit({ healthCheck: true, restartPolicy: true }).shape,
  image: stackContainerShape.image.optional(),
  ...z.object(taskShape).omit({ pidMode: true }).shape,
  systemControls: mainContainerShape.systemControls,
  ...surroundingsShape,
  runs: runs
    .prefault({})
    .describe(
      "When it runs: before services change, or at a time. Defaults to by hand: the output runCommands has the line.",
    ),
}).describe("A job: a task that does its work and ends.");

export type StackJob = z.output<typeof stackJob>;

/** What runs a job by the clock: Scheduler alone starts tasks and does not see how they end. */
export type ScheduledBy = "scheduler" | "stepFunctions";

/** EventBridge Scheduler suffices unless something is to be done about runs that fail, hang or overlap. */
export function scheduledBy({
  retries,
  timeoutMinutes,
  overlap: allowed,
}: Pick<Runs, "retries" | "timeoutMinutes" | "overlap">): ScheduledBy {
  return retries > 0 || timeoutMinutes !== undefined || allowed === "skip"
    ? "stepFunctions"
    : "scheduler";
}

/** Minutes that an update waits for a job. */
export const gateMinutes = ({ timeoutMinutes = 15 }: Pick<Runs, "timeoutMinutes">): number =>
  timeoutMinutes;

/** The tag of an ECS service that keeps which version of a job ran before its last change. */
export const waitTag = (job: string): string => `drydock:job:${job}`;

/** Keys that mean something only for a job that runs by the clock. */
const clockKeys = ["timezone", "retries", "overlap"];

/** That a job's settings of when it runs agree. `declared` is that of `runs`. */
export function runsProblems(given: Runs, declared: Declared): ModelProblem[] {
  const { before, at } = given;
  const keys = declared([]);
  if (before !== undefined && at !== undefined) {
    return [
      {
        path: ["at"],
        at: "key",
        related: [["before"]],
        message: "A job runs before services change, or by the clock.",
        allowed: "before or at",
        fix: "Keep one of them, and give the other to a second job.",
      },
    ];
  }
  if (before === undefined && at === undefined) {
    return problemIf(keys.length > 0, {
      path: [],
      at: "key",
      related: [["before"], ["at"]],
      message: "Nothing here says when the job runs.",
      allowed:
        "before: [<service>], or at: cron(0 3 * * ? *); a job without runs is started by hand",
      fix: "Add before or at, or remove runs.",
    });
  }
  if (at !== undefined) return scheduleProblems({ ...given, at });
  return keys
    .filter((key) => clockKeys.includes(key))
    .map((key) => ({
      path: [key],
      at: "key",
      related: [["at"]],
      message: `${key} is about runs by the clock; this job runs before services change.`,
      fix: "Remove it: a run that fails stops the update, and the next update runs the job again.",
    }));
}

type Schedule = z.output<z.ZodObject<typeof scheduleShape>>;

/** That a schedule is one AWS accepts, and that a run which hangs does not end all that follow. */
export function scheduleProblems(schedule: Schedule): ModelProblem[] {
  const { overlap: allowed, timeoutMinutes } = schedule;
  return [
    ...clockProblems(schedule),
    ...problemIf(allowed === "skip" && timeoutMinutes === undefined, {
      path: ["overlap"],
      related: [["timeoutMinutes"]],
      message: "A run that hangs would keep all later ones from starting.",
      allowed: "skip with timeoutMinutes, or allow",
      fix: "Add timeoutMinutes: 60, or as long as a run may take.",
    }),
  ];
}
