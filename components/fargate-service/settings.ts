import { taskSettings, type TaskSettings } from "../fargate-task";
import type { FargateServiceArgs } from "./args";

/** A service's arguments with the defaults that decide what is made filled in. */
export interface ServiceSettings extends FargateServiceArgs, TaskSettings {
  family: string;
  cpu: number;
  memoryMiB: number;
  logRetentionDays: number;
  serviceName: string;
}

/** Fills in the defaults of the service that a component of this name makes. */
export function serviceSettings(name: string, args: FargateServiceArgs): ServiceSettings {
  return { ...args, ...taskSettings(name, args), serviceName: args.serviceName ?? name };
}
