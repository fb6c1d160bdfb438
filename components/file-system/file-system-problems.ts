import type { ArgumentProblem } from "../internal/arguments";
import { infrequentAccessDays } from "./lifecycle";

/** How a file system's throughput is set. */
export const ThroughputModes = {
  /** Pay for what is moved. */
  Elastic: "elastic",
  /** Grows with what is stored. */
  Bursting: "bursting",
} as const;

/** What decides which resources a file system has, and may contradict. */
export interface FileSystemChoice {
  readonly subnets: number;
  readonly infrequentAccessAfterDays: number;
  readonly throughputMode: string;
}

/** What is wrong with the arguments of a file system. */
export function fileSystemProblems(choice: FileSystemChoice): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  if (choice.subnets === 0) {
    problems.push({
      propertyPath: "subnetIds",
      reason:
        "is empty; give one subnet in each zone that has tasks, or nothing can mount the files.",
    });
  }
  if (!infrequentAccessDays.some((days) => days === choice.infrequentAccessAfterDays)) {
    problems.push({
      propertyPath: "infrequentAccessAfterDays",
      reason: `is ${choice.infrequentAccessAfterDays}; Amazon EFS takes ${infrequentAccessDays.join(", ")}.`,
    });
  }
  const modes: readonly string[] = Object.values(ThroughputModes);
  if (!modes.includes(choice.throughputMode)) {
    problems.push({
      propertyPath: "throughputMode",
      reason: `is "${choice.throughputMode}"; give one of ${modes.join(", ")}.`,
    });
  }
  return problems;
}
