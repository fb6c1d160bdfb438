import { fargateMemoryMiB } from "drydock-components/facts/fargate-sizes";
import { isMap } from "drydock-components/model/check/path";
import type { Context, Named } from "./context";

/** The size that a container requests; undefined if it sets none. */
export interface Demand {
  readonly cpu: number | undefined;
  readonly memoryMiB: number | undefined;
}

/** The CPU units and memory that a Compose service requests: its limit or its reservation. */
export function demandOf({ service, at }: Named, { notes }: Context): Demand {
  const { limits, reservations } = service.deploy?.resources ?? {};
  for (const [name, given] of Object.entries({ limits, reservations })) {
    for (const key of Object.keys(isMap(given) ? given : {})) {
      if (key === "cpus" || key === "memory") continue;
      notes.leftOut(
        [...at, "deploy", "resources", name, key],
        key === "devices"
          ? "Fargate has no GPUs or other devices."
          : "Fargate does not support this setting.",
      );
    }
  }
  const cpus = limits?.cpus ?? service.cpus ?? reservations?.cpus;
  return {
    cpu: cpus === undefined ? undefined : Math.ceil(cpus * 1024),
    memoryMiB:
      limits?.memory ?? service.mem_limit ?? reservations?.memory ?? service.mem_reservation,
  };
}

/** The total that the containers of a task request. */
export function sum(demands: readonly Demand[]): Demand {
  const total = (key: keyof Demand): number | undefined =>
    demands.reduce<number | undefined>(
      (result, demand) => (demand[key] === undefined ? result : (result ?? 0) + demand[key]),
      undefined,
    );
  return { cpu: total("cpu"), memoryMiB: total("memoryMiB") };
}

export interface TaskSize {
  readonly cpu: number;
  readonly memoryMiB: number;
  /** Whether it is less than requested, since Fargate has no larger size. */
  readonly tooSmall: boolean;
}

/** The smallest Fargate size that provides the requested one. */
export function taskSize({ cpu = 0, memoryMiB = 0 }: Demand): TaskSize {
  for (const [units, memories] of fargateMemoryMiB) {
    const memory = units < cpu ? undefined : memories.find((size) => size >= memoryMiB);
    if (memory !== undefined) return { cpu: units, memoryMiB: memory, tooSmall: false };
  }
  const [units, memories] = [...fargateMemoryMiB].at(-1) ?? [256, [512]];
  return { cpu: units, memoryMiB: memories.at(-1) ?? 512, tooSmall: true };
}
