import type { FargateJobArgs } from "drydock-components";
import type { JobConfig, NamedTask } from "../config";
import { containerArgs } from "./container-args";
import { componentSettings, type Surroundings, taskArgs } from "./task-args";

/** A job of the stack file as the arguments of its component. */
export function jobArgs(
  { name, task, imageOf }: NamedTask,
  job: JobConfig,
  surroundings: Surroundings,
): FargateJobArgs {
  const { stores, images, alertActions } = surroundings;
  const { from, runs, ...settings } = componentSettings(job);
  const { before, ...schedule } = runs;
  const container = { ...settings, image: task.image };
  return {
    ...containerArgs(container, images.get(`${imageOf}/${imageOf}`), stores),
    ...taskArgs(name, task, surroundings),
    tags: { job: name },
    alarmActions: [...alertActions],
    schedule: runs.at === undefined ? undefined : { ...schedule, at: runs.at },
  };
}
