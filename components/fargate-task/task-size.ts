import { fargateMemoryMiB } from "../facts/fargate-sizes";
import { quotas } from "../facts/quotas";
import type { ArgumentProblem } from "../internal/arguments";

/** The size of a task as its arguments give it. */
export interface TaskSize {
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly ephemeralStorageGiB?: number;
}

/** What is wrong with a task's size, if anything. */
export function taskSizeProblems(size: TaskSize): ArgumentProblem[] {
  const { smallest, largest } = quotas.fargate.ephemeralStorageGiB;
  const storage = size.ephemeralStorageGiB;
  const problems: ArgumentProblem[] = [];
  const memory = fargateMemoryMiB.get(size.cpu);
  if (memory === undefined) {
    problems.push({
      propertyPath: "cpu",
      reason: `${size.cpu} is not a size of Fargate; take one of ${[...fargateMemoryMiB.keys()].join(", ")}.`,
    });
  } else if (!memory.includes(size.memoryMiB)) {
    problems.push({
      propertyPath: "memoryMiB",
      reason: `${size.memoryMiB} does not go with cpu ${size.cpu}; take one of ${memory.join(", ")}.`,
    });
  }
  if (
    storage !== undefined &&
    (!Number.isInteger(storage) || storage < smallest || storage > largest)
  ) {
    problems.push({
      propertyPath: "ephemeralStorageGiB",
      reason: `${storage} is not a whole number from ${smallest} to ${largest}; leave it out for ${quotas.fargate.ephemeralStorageGiB.whenUnset}.`,
    });
  }
  return problems;
}
