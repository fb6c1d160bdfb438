import { fargateMemoryMiB } from "../facts/fargate-sizes";
import type { ModelProblem } from "./check/problem";

/** CPU and memory of a task come in pairs: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size */
export function taskSizeProblems({
  cpu,
  memoryMiB,
}: {
  readonly cpu: number;
  readonly memoryMiB: number;
}): ModelProblem[] {
  const memories = fargateMemoryMiB.get(cpu);
  if (memories === undefined) {
    const sizes = [...fargateMemoryMiB.keys()];
    return [
      {
        path: ["cpu"],
        message: "Fargate has no task with this many CPU units (1024 are one vCPU).",
        allowed: sizes.join(", "),
        fix: `Write ${sizes.find((size) => size >= cpu) ?? sizes.at(-1) ?? 0}.`,
      },
    ];
  }
  if (memories.includes(memoryMiB)) return [];
  const larger = memories.find((size) => size >= memoryMiB) ?? memories.at(-1) ?? 0;
  const cpus = [...fargateMemoryMiB].filter(([, sizes]) => sizes.includes(memoryMiB));
  const otherCpu = cpus.map(([size]) => size).find((size) => size > cpu) ?? cpus.at(-1)?.[0];
  return [
    {
      path: ["memoryMiB"],
      related: [["cpu"]],
      message: `Fargate has no task with ${cpu} CPU units and ${memoryMiB} MiB of memory.`,
      allowed: `with ${cpu} CPU units: ${memories.join(", ")}`,
      fix:
        otherCpu === undefined
          ? `Write memoryMiB: ${larger}.`
          : `Write memoryMiB: ${larger}, or cpu: ${otherCpu}.`,
    },
  ];
}
