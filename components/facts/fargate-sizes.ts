/** All values from `first` to `last`, `step` apart. */
function range(first: number, last: number, step: number): readonly number[] {
  return Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);
}

/**
 * The sizes of a Fargate task: CPU units (1024 are one vCPU) to the memory sizes in MiB that go
 * with them, ascending.
 *
 * Up to 16 vCPU: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 * 32 vCPU: rule E3047 of AWS's own validator, https://github.com/aws-cloudformation/cfn-lint
 */
export const fargateMemoryMiB: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, 1024, 2048]],
  [512, range(1024, 4096, 1024)],
  [1024, range(2048, 8192, 1024)],
  [2048, range(4096, 16384, 1024)],
  [4096, range(8192, 30720, 1024)],
  [8192, range(16384, 61440, 4096)],
  [16384, range(32768, 122880, 8192)],
  [32768, [61440, 122880, 249856]],
]);
