/**
 * The task sizes Fargate accepts: for each number of CPU units, the memory in MiB
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html). 32768 units
 * are the newest, with three memory sizes.
 */
export const fargateSizes: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, 1024, 2048]],
  [512, steps(1024, 4096, 1024)],
  [1024, steps(2048, 8192, 1024)],
  [2048, steps(4096, 16384, 1024)],
  [4096, steps(8192, 30720, 1024)],
  [8192, steps(16384, 61440, 4096)],
  [16384, steps(32768, 122880, 8192)],
  [32768, [61440, 122880, 249856]],
]);

function steps(first: number, last: number, by: number): readonly number[] {
  return Array.from({ length: (last - first) / by + 1 }, (_, index) => first + index * by);
}

/** CPU units of `256`, `"256"`, `"1 vCPU"` or `".5 vcpu"`. */
export function cpuUnits(text: string): number | undefined {
  const match = /^\s*(\d*\.?\d+)\s*(vcpu)?\s*$/i.exec(text);
  if (match?.[1] === undefined) return undefined;
  return match[2] === undefined ? Number(match[1]) : Number(match[1]) * 1024;
}

/** MiB of `512`, `"512"`, `"2 GB"` or `"0.5gb"`. */
export function memoryMiB(text: string): number | undefined {
  const match = /^\s*(\d*\.?\d+)\s*(gb)?\s*$/i.exec(text);
  if (match?.[1] === undefined) return undefined;
  return match[2] === undefined ? Number(match[1]) : Number(match[1]) * 1024;
}
