/** What AWS knows about a service's last deployment, in plain data. */
import { isUnderWay } from "../service-deployments";

/** A container of a task that stopped. */
export interface StoppedContainer {
  readonly name: string;
  readonly exitCode?: number;
  readonly reason?: string;
  /** Its last lines, oldest first; only of containers that failed. */
  readonly log: readonly string[];
}

export interface StoppedTask {
  readonly id: string;
  readonly taskDefinition: string;
  /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html (stopCode) */
  readonly stopCode: string;
  readonly reason: string;
  readonly stoppedAt?: Date;
  readonly containers: readonly StoppedContainer[];
}

export interface ServiceEvent {
  readonly at: Date;
  readonly message: string;
}

/** The last deployment of a service. */
export interface Deployment {
  /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html (status) */
  readonly status: string;
  /** Why it has this status, and why it was rolled back. */
  readonly reasons: readonly string[];
  readonly startedAt?: Date;
  readonly failedTasks?: number;
  /** Failed tasks after which the circuit breaker ends the deployment. */
  readonly threshold?: number;
  readonly triggeredAlarms: readonly string[];
  /** Hooks that wait or failed: `PAUSE AWAITING_ACTION`. */
  readonly hooks: readonly string[];
}

export interface ServiceState {
  /** The service's key in the stack file. */
  readonly service: string;
  /** The map that holds the key; `services` without it. */
  readonly within?: "services" | "jobs";
  /** Task definitions as `family:revision`. */
  readonly runs: string;
  readonly asked: string;
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly deployment?: Deployment;
  /** Newest first. */
  readonly events: readonly ServiceEvent[];
  /** Of the task definition that was asked for, newest first. ECS forgets them after about an hour. */
  readonly tasks: readonly StoppedTask[];
}

/** True if the service runs the last deployment's task definition, with every task. */
export const isInOrder = ({ deployment, desiredCount, runningCount }: ServiceState): boolean =>
  (deployment === undefined || deployment.status === "SUCCESSFUL") && runningCount >= desiredCount;

/** True if ECS is at work and nothing has failed so far. */
export const isDeploying = (state: ServiceState): boolean =>
  isUnderWay(state.deployment?.status) && state.tasks.length === 0;
