/**
 * Policies in the form of the policy SDK, which take no more of its arguments than they read: so a program can also run
 * them in its own process, without the SDK.
 */
import type { Policy } from "@pulumi/policy";
import type { Properties } from "./reading";

/** One resource, as a policy about each resource sees it. */
export interface PolicyArgs {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Inputs; unknown ones are sentinels. */
  readonly props: object;
  readonly opts: {
    readonly protect: boolean;
    readonly additionalSecretOutputs?: readonly string[];
  };
  readonly provider?: { readonly props: object };
  /** The options in force. */
  readonly getConfig: () => object;
}

/** One resource of a stack, with its edges. */
export interface PolicyResource extends Omit<PolicyArgs, "getConfig"> {
  readonly parent?: PolicyResource;
  readonly dependencies: readonly PolicyResource[];
  readonly propertyDependencies: Readonly<Record<string, readonly PolicyResource[]>>;
}

/** The whole stack, as a policy about all resources sees it. */
export interface PolicyStackArgs {
  readonly resources: readonly PolicyResource[];
  readonly getConfig: () => object;
}

/** Reports a violation; without a URN it is about the resource at hand, or about the stack. */
export type ReportViolation = (message: string, urn?: string) => void;

type Check<Args> = (args: Args, reportViolation: ReportViolation) => void | Promise<void>;

/** A policy of the pack. */
export interface PackPolicy extends Policy {
  /** The types it looks at one by one. Without it, all. */
  readonly types?: ReadonlySet<string>;
  readonly validateResource?: Check<PolicyArgs>;
  /** Returns all inputs with those that must change, or nothing. */
  readonly remediateResource?: (args: PolicyArgs) => Properties | undefined;
  readonly validateStack?: Check<PolicyStackArgs>;
}
