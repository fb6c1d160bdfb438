import type { LoadedStack } from "./loader";

/**
 * Names the stack file where it is not beside Pulumi.yaml, or where there is no Pulumi.yaml: with
 * `pulumi up --config-file`, which the engine does not tell a program, and offline.
 */
export const stackFileVariable = "DRYDOCK_STACK_FILE";

let checked: { readonly path: string; readonly stack: LoadedStack } | undefined;

/**
 * Runs a program that reads a stack file which has just been checked, without checking it again in each mode.
 *
 * @param path absolute
 */
export async function withCheckedStack<Result>(
  path: string,
  stack: LoadedStack,
  work: () => Promise<Result>,
): Promise<Result> {
  const former = checked;
  checked = { path, stack };
  try {
    return await work();
  } finally {
    checked = former;
  }
}

/** The stack file at this path, if it is the one that has just been checked. */
export const checkedStack = (path: string): LoadedStack | undefined =>
  checked?.path === path ? checked.stack : undefined;
