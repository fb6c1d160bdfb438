/** How a service is, in plain data. */
import { isUnderWay } from "../service-deployments";

export interface TaskState {
  readonly id: string;
  /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html */
  readonly status: string;
  /** HEALTHY, UNHEALTHY or UNKNOWN, of the containers' health checks. */
  readonly health: string;
  readonly revision: string;
  readonly zone: string;
  readonly since?: Date;
}

export interface DeploymentState {
  readonly status: string;
  readonly startedAt?: Date;
  /** Where a deployment in stages is. */
  readonly stage?: string;
  /** A hook waits for `drydock approve`. */
  readonly waits: boolean;
}

export interface ScalingState {
  readonly min: number;
  readonly max: number;
  /** Somebody stopped automatic scaling. */
  readonly suspended: boolean;
  /** The last time that the number of tasks was changed. */
  readonly last?: { readonly at: Date; readonly description: string };
}

export interface ServiceStatus {
  readonly service: string;
  /** The task definition, `family:revision`; absent where the service was never created. */
  readonly runs?: string;
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
  readonly deployment?: DeploymentState;
  readonly scaling?: ScalingState;
  readonly tasks: readonly TaskState[];
}

/** One task of a job. */
export interface RunState {
  readonly id: string;
  /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html */
  readonly status: string;
  readonly revision: string;
  readonly startedAt?: Date;
  readonly stoppedAt?: Date;
  /** Absent while it runs, and where its container did not start. */
  readonly exitCode?: number;
  /** Why it stopped. */
  readonly reason?: string;
}

export interface JobStatus {
  readonly job: string;
  /** Those that run, and those that ECS remembers; newest first. */
  readonly runs: readonly RunState[];
}

export interface AlarmState {
  readonly name: string;
  /** OK, ALARM or INSUFFICIENT_DATA. */
  readonly state: string;
  readonly since?: Date;
  readonly reason: string;
}

export interface EnvironmentStatus {
  readonly stack: string;
  readonly cluster: string;
  readonly region: string;
  readonly services: readonly ServiceStatus[];
  readonly jobs: readonly JobStatus[];
  readonly alarms: readonly AlarmState[];
}

/** A state in words, and whether somebody should look. */
export interface Verdict {
  readonly words: string;
  readonly concern: boolean;
}

/** Judges a service; the first that applies. */
export function verdictOf(status: ServiceStatus): Verdict {
  const { runs, deployment, runningCount, desiredCount, tasks } = status;
  if (runs === undefined) return { words: "was never created", concern: true };
  if (deployment?.waits === true) return { words: "waits for approval", concern: false };
  if (deployment !== undefined && isUnderWay(deployment.status)) {
    return { words: "is being deployed", concern: false };
  }
  if (deployment !== undefined && deployment.status !== "SUCCESSFUL") {
    const rolledBack = deployment.status.startsWith("ROLLBACK");
    return { words: rolledBack ? "was rolled back" : "deployment stopped", concern: true };
  }
  if (runningCount < desiredCount) return { words: "lacks tasks", concern: true };
  if (tasks.some(({ health }) => health === "UNHEALTHY")) {
    return { words: "has unhealthy tasks", concern: true };
  }
  return { words: desiredCount === 0 ? "wants no task" : "in order", concern: false };
}

/** Judges a run of a job. */
export function runVerdict({ status, exitCode, reason }: RunState): Verdict {
  if (status !== "STOPPED") return { words: status.toLowerCase(), concern: false };
  if (exitCode === undefined) return { words: `did not start: ${reason ?? ""}`, concern: true };
  return { words: `ended with code ${exitCode}`, concern: exitCode !== 0 };
}

/** Whether the last run that ended failed: a run before it has been made good. */
const lastRunFailed = ({ runs }: JobStatus): boolean => {
  const last = runs.find(({ status }) => status === "STOPPED");
  return last !== undefined && runVerdict(last).concern;
};

/** True if somebody should look: a service, a job's last run or an alarm is not in order. */
export const needsAttention = ({ services, jobs, alarms }: EnvironmentStatus): boolean =>
  services.some((service) => verdictOf(service).concern) ||
  jobs.some(lastRunFailed) ||
  alarms.some(({ state }) => state === "ALARM");
