import { fargateMemoryMiB } from "../facts/fargate-sizes";
import { nearestNumber } from "./check/nearest";
import { cpuUnits } from "./check/units";
import { type ModelProblem, problemIf } from "./check/problem";

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
    const sizes = [...fargateMemoryMiB.keys()];
    return [
      {
        path: ["cpu"],
        message: "Fargate has no task with this many CPU units (1024 are one vCPU).",
        allowed: sizes.join(", "),
        fix: pairFix(nearestNumber(Number(cpuUnits(cpu)), sizes) ?? cpu, size, stated),
      },
    ];
  }
  return problemIf(!memories.includes(memoryMiB), {
    path: [stated ? "memoryMiB" : "cpu"],
    related: [["cpu"]],
    message: `Fargate has no task with ${cpu} CPU units and ${memoryMiB} MiB of memory${stated ? "" : ", which is the default"}.`,
    allowed: `with ${cpu} CPU units: ${memoryList(memories)}`,
    fix: memoryFix(size, memories, stated),
  });
}

/** So few MiB are GiB: no task has less than 512. */
function inMiB(memory: number): number {
  return memory <= 256 ? memory * 1024 : memory;
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

/** The memory that goes with the CPU, or the CPU that goes with the memory: the smaller change first. */
function memoryFix(
  { cpu, memoryMiB }: TaskSize,
  memories: readonly number[],
  stated: boolean,
): string {
  const wanted = inMiB(memoryMiB);
  const memory = `memoryMiB: ${enough(wanted, memories)}`;
  const cpus = [...fargateMemoryMiB].filter(([, sizes]) => sizes.includes(wanted));
  const sizes = cpus.map(([size]) => size);
  const other = nearestNumber(cpu, sizes) ?? cpu;
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
