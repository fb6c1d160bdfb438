import * as pulumi from "@pulumi/pulumi";

/** An argument that cannot be accepted, by its name as the caller wrote it. */
export interface ArgumentProblem {
  /** The argument's name or path, such as `subnetIds` or `containers[0].image`. */
  readonly propertyPath: string;
  /** The problem, the allowed values and the fix. */
  readonly reason: string;
}

/**
 * Refuses a component's arguments, all problems at once, in every Pulumi language.
 *
 * @throws pulumi.InputPropertiesError when there is at least one problem.
 */
export function refuseArguments(component: string, problems: readonly ArgumentProblem[]): void {
  if (problems.length === 0) return;
  throw new pulumi.InputPropertiesError({
    message:
      `${component} cannot be created from these arguments:\n` +
      problems.map((problem) => `  ${problem.propertyPath}: ${problem.reason}`).join("\n"),
    errors: [...problems],
  });
}

/**
 * The arguments that a component gives to `super`: none. The SDK would record them in the state, secrets included, and
 * register the component only when the last of them is known. Its children wait for that: a role for a load
 * balancer that takes minutes, because both belong to one service.
 */
export const unrecorded: pulumi.Inputs = {};
