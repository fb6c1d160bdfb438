import type { z } from "zod";
import { privateEgress } from "../fargate-service/settings";
import { taskOf, taskRules } from "../fargate-task";
import { checkedArguments } from "../internal/checked-arguments";
import { within } from "../model/check/problem";
import { scheduleProblems } from "../model/job";
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
      ...taskRules(name, taskOf(job), declared),
      ...privateEgress(job),
      ...(job.schedule === undefined ? [] : within(["schedule"], scheduleProblems(job.schedule))),
    ],
    args,
  });
}
