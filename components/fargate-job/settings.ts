import type { z } from "zod";
import { privateEgress } from "../fargate-service/settings";
import { taskArgumentProblems, taskArguments } from "../fargate-task";
import type { TaskSettings } from "../fargate-task/settings";
import { checkedArguments } from "../internal/checked-arguments";
import { within } from "../model/check/problem";
import { scheduleProblems } from "../model/job";
import { permissionProblems } from "../model/permissions";
import { taskProblems } from "../model/task";
import type { FargateJobArgs } from "./args";
import { jobArguments } from "./shape";

/** A job's arguments with every default filled in. */
export type JobSettings = z.output<typeof jobArguments>;

/** Checks the arguments of the job that a component of this name creates, and fills in the defaults. */
export function jobSettings(name: string, args: FargateJobArgs): JobSettings {
  return checkedArguments({
    component: `FargateJob "${name}"`,
    schema: jobArguments,
    rules: (job, declared) => [
      ...taskProblems(name, jobTask(job), declared),
      ...permissionProblems(job.permissions),
      ...taskArgumentProblems(name, jobTask(job)),
      ...privateEgress(job),
      ...(job.schedule === undefined ? [] : within(["schedule"], scheduleProblems(job.schedule))),
    ],
    args,
  });
}

/** The task of a job. */
export const jobTask = (job: JobSettings): TaskSettings => taskArguments.strip().parse(job);
