/** How ECS deploys a service, as inputs of the ECS service. Plain values, no Pulumi. */
import type { DeploymentSettings } from "../model/deployment";
import { deploymentPlan } from "../model/deployment-plan";

const strategies = {
  rolling: "ROLLING",
  blueGreen: "BLUE_GREEN",
  linear: "LINEAR",
  canary: "CANARY",
} as const;

/**
 * The strategy and what belongs to it, where a stack file names it. The provider leaves alone what is not given, so the way
 * back from another strategy has to name rolling.
 */
export function deploymentConfiguration(deployment: DeploymentSettings) {
  const { strategy, approval } = deployment;
  if (strategy === undefined && approval === undefined) return undefined;
  const { shifting, percent, stepMinutes, bakeMinutes } = deploymentPlan(deployment);
  const stepBakeTimeInMinutes = String(stepMinutes);
  return {
    strategy: strategies[strategy ?? "rolling"],
    ...(shifting === undefined ? {} : { bakeTimeInMinutes: String(bakeMinutes) }),
    ...(shifting === "linear"
      ? { linearConfiguration: { stepPercent: percent, stepBakeTimeInMinutes } }
      : {}),
    ...(shifting === "canary"
      ? {
          canaryConfiguration: {
            canaryPercent: percent,
            canaryBakeTimeInMinutes: String(stepMinutes),
          },
        }
      : {}),
    ...(approval === undefined
      ? {}
      : { lifecycleHooks: [pause(approval, shifting === undefined)] }),
  };
}

/**
 * Before a rolling deployment's first task; else when the new tasks are healthy and get no request of users yet. ECS reaches both
 * once in a deployment, and pauses at neither while it rolls back.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html
 */
function pause(
  { timeoutMinutes, onTimeout }: NonNullable<DeploymentSettings["approval"]>,
  rolling: boolean,
) {
  return {
    targetType: "PAUSE",
    lifecycleStages: [rolling ? "PRE_SCALE_UP" : "POST_TEST_TRAFFIC_SHIFT"],
    timeoutConfiguration: {
      timeoutInMinutes: String(timeoutMinutes),
      action: onTimeout.toUpperCase(),
    },
  };
}

/**
 * What notices a deployment that fails. The circuit breaker knows rolling deployments only; the others fail by health checks,
 * alarms and decisions.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html
 */
export function failureDetection<Name>(
  deployment: DeploymentSettings,
  alarmNames: readonly Name[],
) {
  const { shifting } = deploymentPlan(deployment);
  return {
    ...(shifting === undefined
      ? { deploymentCircuitBreaker: { enable: true, rollback: true } }
      : {}),
    ...(alarmNames.length === 0
      ? {}
      : { alarms: { alarmNames: [...alarmNames], enable: true, rollback: true } }),
  };
}
