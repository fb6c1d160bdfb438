/** One job in the user's words. */
import { gateMinutes, scheduledBy } from "drydock-components/model/job";
import {
  type JobConfig,
  type LoadedStack,
  type NamedTask,
  type StackConfig,
  tasksOf,
} from "../../../config";
import { count, list } from "../../words";
import { permissions, summaryOf, taskFacts } from "./service";
import type { WorkloadSummary } from "./types";

/** All jobs of a stack. */
export function jobSummaries({ config }: LoadedStack): WorkloadSummary[] {
  return tasksOf(config).flatMap((task) => {
    const job = task.path[0] === "jobs" ? config.jobs[task.name] : undefined;
    return job === undefined ? [] : [jobSummary(task, job, config)];
  });
}

function jobSummary(
  { name, task }: NamedTask,
  job: JobConfig,
  config: StackConfig,
): WorkloadSummary {
  const { head, reads } = taskFacts(name, task, config);
  return summaryOf(name, [
    { label: "runs", lines: runs(job) },
    ...head,
    ...reads,
    { label: "access", lines: [access(task)] },
    { label: "permissions", lines: permissions(task) },
  ]);
}

function runs({ runs: when }: JobConfig): string[] {
  if (when.before !== undefined) {
    const limit = count(gateMinutes(when), "minute");
    return [`before ${list(when.before)} change, ${limit} at most; a failure stops the update`];
  }
  if (when.at === undefined) return ["by hand, with the line in the output runCommands"];
  return [`${when.at} in ${when.timezone}, by ${schedulerWords(when)}`];
}

/** What starts the runs, and what it does about those that fail. */
function schedulerWords(when: JobConfig["runs"]): string {
  const { retries, timeoutMinutes, overlap } = when;
  if (scheduledBy(when) === "scheduler") {
    return "EventBridge Scheduler alone: an alarm tells of a run that fails or does not start";
  }
  return [
    "Step Functions: an alarm tells of a run that fails or does not start",
    ...(retries === 0 ? [] : [retries === 1 ? "one retry" : `${retries} retries`]),
    ...(timeoutMinutes === undefined ? [] : [`${count(timeoutMinutes, "minute")} at most`]),
    ...(overlap === "skip" ? ["left out while the one before it runs"] : []),
  ].join(", ");
}

function access({ placement, exec, connectsTo }: NamedTask["task"]): string {
  return [
    `${placement} subnets`,
    exec ? "ECS Exec" : "no ECS Exec",
    ...(connectsTo.length === 0 ? [] : [`connects to ${list(connectsTo)}`]),
  ].join(", ");
}
