import type { ScalingArgs, ScalingTargetArgs } from "drydock-components";
import type { ScalingConfig } from "../config";

/** Scaling of the stack file as arguments, where each target is an object. */
export function scalingArgs(scaling: ScalingConfig): ScalingArgs {
  return {
    ...scaling,
    cpuPercent: targetArgs(scaling.cpuPercent),
    memoryPercent: targetArgs(scaling.memoryPercent),
    requestsPerTarget: targetArgs(scaling.requestsPerTarget),
    networkReceivedBytesPerSecond: targetArgs(scaling.networkReceivedBytesPerSecond),
    networkSentBytesPerSecond: targetArgs(scaling.networkSentBytesPerSecond),
  };
}

/** A target in the stack file: the number itself, or an object that also sets cooldowns. */
function targetArgs(target: ScalingConfig["cpuPercent"]): ScalingTargetArgs | undefined {
  return typeof target === "number" ? { target } : target;
}
