import { fargateMemoryMiB } from "../facts/fargate-sizes";
import { cpuUnits } from "./check/units";
import type { ModelProblem } from "./check/problem";

interface TaskSize {
  readonly cpu: number;
  readonly memoryMiB: number;
}

/**
 * CPU and memory of a task come in pairs; a fix always names a pair that there is. `stated` is false for memory that is the default.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
export function taskSizeProblems(size: TaskSize, stated: boolean): ModelProblem[] {
  const { cpu, memoryMiB } = size;
  const memories = fargateMemoryMiB.get(cpu);
  if (memories === undefined) {
    return [
      {
        path: ["cpu"],
        message: "Fargate has no task with this many CPU units (1024 are one vCPU).",
        allowed: [...fargateMemoryMiB.keys()].join(", "),
        fix: pairFix(nearest(Number(cpuUnits(cpu)), [...fargateMemoryMiB.keys()]), size, stated),
      },
    ];
  }
  if (memories.includes(memoryMiB)) return [];
  return [
    {
      path: [stated ? "memoryMiB" : "cpu"],
      related: [["cpu"]],
      message: `Fargate has no task with ${cpu} CPU units and ${memoryMiB} MiB of memory${stated ? "" : ", which is the default"}.`,
      allowed: `with ${cpu} CPU units: ${memoryList(memories)}`,
      fix: memoryFix(size, memories, stated),
    },
  ];
}

/** So few MiB are GiB: no task has less than 512. */
function inMiB(memory: number): number {
  return memory <= 256 ? memory * 1024 : memory;
}

function nearest(wanted: number, sizes: readonly number[]): number {
  const distance = (size: number) => Math.abs(size - wanted);
  return sizes.reduce((best, size) => (distance(size) < distance(best) ? size : best));
}

/** The smallest of some sizes that is enough, else the largest. */
function enough(wanted: number, sizes: readonly number[]): number {
  return sizes.find((size) => size >= wanted) ?? sizes.at(-1) ?? wanted;
}

function pairFix(cpu: number, { memoryMiB }: TaskSize, stated: boolean): string {
  const memories = fargateMemoryMiB.get(cpu) ?? [];
  if (memories.includes(memoryMiB)) return `Write cpu: ${cpu}.`;
  const memory = enough(inMiB(memoryMiB), memories);
  return `Write cpu: ${cpu}, and ${stated ? "" : "add "}memoryMiB: ${memory}.`;
}

/** The memory that goes with the CPU, or the CPU that goes with the memory: first what changes less. */
function memoryFix(
  { cpu, memoryMiB }: TaskSize,
  memories: readonly number[],
  stated: boolean,
): string {
  const wanted = inMiB(memoryMiB);
  const memory = `memoryMiB: ${enough(wanted, memories)}`;
  const cpus = [...fargateMemoryMiB].filter(([, sizes]) => sizes.includes(wanted));
  const other = nearest(cpu, cpus.map(([size]) => size).concat(cpus.length === 0 ? [cpu] : []));
  if (!stated) return `Add ${memory}.`;
  if (other === cpu) return `Write ${memory}.`;
  return wanted > (memories.at(-1) ?? 0)
    ? `Write cpu: ${other}${wanted === memoryMiB ? "" : ` and memoryMiB: ${wanted}`}, or ${memory}.`
    : `Write ${memory}, or cpu: ${other}.`;
}

/** "2048 to 8192 in steps of 1024", or the few there are. */
function memoryList(memories: readonly number[]): string {
  const [first = 0, second = 0] = memories;
  const step = second - first;
  const even = memories.every((size, index) => size === first + index * step);
  return even && memories.length > 4
    ? `${first} to ${memories.at(-1) ?? 0} in steps of ${step}`
    : memories.join(", ");
}
