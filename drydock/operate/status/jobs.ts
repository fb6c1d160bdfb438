/** Reads the last runs of jobs. */
import type { Task } from "@aws-sdk/client-ecs";
import type { Aws } from "../aws";
import type { OperatedEnvironment } from "../environment";
import { revision } from "../services";
import { taskId, tasksOf } from "../tasks";
import type { JobStatus, RunState } from "./state";

/** As many runs of each job are shown. */
const shownRuns = 3;

export async function readJobs(
  aws: Aws,
  { clusterName: cluster, names }: OperatedEnvironment,
  jobs: readonly string[],
): Promise<JobStatus[]> {
  const found: JobStatus[] = [];
  // One after the other: AWS limits the calls of an account.
  for (const job of jobs) {
    const family = names.family(job);
    const tasks = [
      ...(await tasksOf(aws, { cluster, family, desiredStatus: "RUNNING" })),
      ...(await tasksOf(aws, { cluster, family, desiredStatus: "STOPPED" })),
    ];
    const newest = tasks
      .sort((left, right) => Number(right.createdAt ?? 0) - Number(left.createdAt ?? 0))
      .slice(0, shownRuns);
    found.push({ job, runs: newest.map((task) => runState(job, task)) });
  }
  return found;
}

function runState(job: string, task: Task): RunState {
  const { startedAt, stoppedAt, stoppedReason: reason } = task;
  const exitCode = task.containers?.find(({ name }) => name === job)?.exitCode;
  return {
    id: taskId(task.taskArn),
    status: task.lastStatus ?? "",
    revision: revision(task.taskDefinitionArn),
    startedAt,
    stoppedAt,
    exitCode,
    reason,
  };
}
