import type { FargateTaskArgs } from "./args";

/** A task's arguments with the defaults that decide what is made filled in. */
export interface TaskSettings extends FargateTaskArgs {
  family: string;
  cpu: number;
  memoryMiB: number;
  logRetentionDays: number;
}

/** Fills in the defaults of the task that a component of this name makes. */
export function taskSettings(name: string, args: FargateTaskArgs): TaskSettings {
  return {
    ...args,
    family: args.family ?? name,
    cpu: args.cpu ?? 256,
    memoryMiB: args.memoryMiB ?? 512,
    logRetentionDays: args.logRetentionDays ?? 365,
  };
}
