import type { EnvironmentChoice } from "../environment";

export const lookKinds = ["vpc", "cluster", "load-balancer"] as const;

export interface LookOptions extends EnvironmentChoice {
  readonly kind: (typeof lookKinds)[number];
  /** A VPC's id; the name or the ARN of the others. */
  readonly id: string;
  /** Changes what the stack file says otherwise. */
  readonly force: boolean;
}
