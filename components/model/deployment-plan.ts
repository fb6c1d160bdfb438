/** How long a deployment takes and how many tasks it runs. Plain numbers. */
import type { DeploymentSettings } from "./deployment";

/** A strategy in which ECS moves the load balancer's requests from one target group to another. */
export type Shifting = "blueGreen" | "linear" | "canary";

/** A deployment's settings with what follows from its strategy. */
export interface DeploymentPlan {
  /** Undefined for a rolling deployment. */
  readonly shifting: Shifting | undefined;
  /** Share of the requests in a step, in percent. */
  readonly percent: number;
  readonly stepMinutes: number;
  readonly bakeMinutes: number;
  /** The longest time that steps, bake time and approval take together. */
  readonly plannedMinutes: number;
  /** The longest time that an update waits. */
  readonly timeoutMinutes: number;
}

/** Minutes for starting tasks, health checks and draining, in which most services are done. */
const settlingMinutes = 20;

/** Fills in what the strategy decides. */
export function deploymentPlan(deployment: DeploymentSettings): DeploymentPlan {
  const { strategy = "rolling", approval } = deployment;
  const shifting = strategy === "rolling" ? undefined : strategy;
  const { percent = 10, stepMinutes = 5, bakeMinutes = 10 } = deployment;
  const shift = waits(shifting, percent) * stepMinutes + (shifting === undefined ? 0 : bakeMinutes);
  const plannedMinutes = shift + (approval?.timeoutMinutes ?? 0);
  return {
    shifting,
    percent,
    stepMinutes,
    bakeMinutes,
    plannedMinutes,
    timeoutMinutes: deployment.timeoutMinutes ?? plannedMinutes + settlingMinutes,
  };
}

/** How often ECS waits between two steps. */
function waits(shifting: Shifting | undefined, percent: number): number {
  if (shifting === "canary") return 1;
  return shifting === "linear" ? Math.ceil(100 / percent) - 1 : 0;
}

/** A service, as far as its number of tasks goes. */
export interface Counted {
  readonly desiredCount?: number | undefined;
  readonly scaling?:
    | {
        readonly max: number;
        readonly schedules: Readonly<Record<string, { max?: number | undefined }>>;
      }
    | undefined;
}

/** The most tasks of a service while nothing is deployed: the most it scales to. */
export function scaledTasks({ scaling, desiredCount = 1 }: Counted): number {
  if (scaling === undefined) return desiredCount;
  return Math.max(scaling.max, ...Object.values(scaling.schedules).map(({ max = 0 }) => max));
}

/**
 * The most tasks of a service at a time: the most it scales to, times what a deployment may add.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function peakTasks(service: Counted & { readonly deployment: DeploymentSettings }): number {
  const { deployment } = service;
  const count = scaledTasks(service);
  const { shifting } = deploymentPlan(deployment);
  return shifting === undefined ? Math.floor((count * deployment.maximumPercent) / 100) : 2 * count;
}
