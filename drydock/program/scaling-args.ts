import type { ScalingArgs, ScalingTargetArgs } from "drydock-components";
import type { ScalingConfig } from "../config";

/** A target in the stack file: the number itself, or an object that also sets cooldowns. */
type Target = ScalingConfig["cpuPercent"];

/** Scaling of the stack file as a service's arguments: one shape for every target, lists for maps. */
export function scalingArgs(scaling: ScalingConfig): ScalingArgs {
  return {
    min: scaling.min,
    max: scaling.max,
    cpuPercent: targetArgs(scaling.cpuPercent),
    memoryPercent: targetArgs(scaling.memoryPercent),
    requestsPerTarget: targetArgs(scaling.requestsPerTarget),
    networkReceivedBytesPerSecond: targetArgs(scaling.networkReceivedBytesPerSecond),
    networkSentBytesPerSecond: targetArgs(scaling.networkSentBytesPerSecond),
    metrics: named(scaling.metrics),
    steps: named(scaling.steps),
    schedules: named(scaling.schedules),
  };
}

function targetArgs(target: Target): ScalingTargetArgs | undefined {
  return typeof target === "number" ? { target } : target;
}

function named<Value extends object>(values: Record<string, Value>) {
  return Object.entries(values).map(([name, value]) => ({ name, ...value }));
}
