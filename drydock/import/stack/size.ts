import { fargateMemoryMiB } from "drydock-components/facts/fargate-sizes";
import { isTree } from "../paths";
import { type Context, type Named } from "./context";

/** What a container asks for; undefined where it does not say. */
export interface Demand {
  readonly cpu: number | undefined;
  readonly memoryMiB: number | undefined;
}

/** The CPU units and the memory that a service of Compose asks for: its limit, or what it has reserved. */
export function demandOf({ service, at }: Named, { notes }: Context): Demand {
  const { limits, reservations } = service.deploy?.resources ?? {};
  for (const [name, given] of Object.entries({ limits, reservations })) {
    for (const key of Object.keys(isTree(given) ? given : {})) {
      if (key === "cpus" || key === "memory") continue;
      notes.leftOut(
        [...at, "deploy", "resources", name, key],
        key === "devices"
          ? "Fargate has no GPUs and no other devices."
          : "Fargate does not let a task say this.",
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

/** What the containers of a task ask for together. */
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
  /** Whether it is less than was asked for, since Fargate has nothing larger. */
  readonly tooSmall: boolean;
}

/** The smallest size of Fargate that gives what is asked for. */
export function taskSize({ cpu = 0, memoryMiB = 0 }: Demand): TaskSize {
  for (const [units, memories] of fargateMemoryMiB) {
    const memory = units < cpu ? undefined : memories.find((size) => size >= memoryMiB);
    if (memory !== undefined) return { cpu: units, memoryMiB: memory, tooSmall: false };
  }
  const [units, memories] = [...fargateMemoryMiB].at(-1) ?? [256, [512]];
  return { cpu: units, memoryMiB: memories.at(-1) ?? 512, tooSmall: true };
}
