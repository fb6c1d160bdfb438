/** The calls of AWS that the provider makes for each resource type, with the file of its source that makes them. */
import table from "./provider-calls.json";

/** When the provider makes a call. */
export const phases = ["create", "read", "update", "delete"] as const;
export type Phase = (typeof phases)[number];

/** The calls for one resource type, as IAM actions: `ecs:CreateService`. */
export interface ProviderCalls extends Readonly<Record<Phase, readonly string[]>> {
  /** Path of the provider's source file, below `provider` of the table. */
  readonly source: string;
  /** What IAM calls the resource, in small letters: `ecs:service`. Absent for a setting of another resource. */
  readonly is?: string;
  /** Its ARNs from its properties in braces. Defaults to its property `arn`, or IAM's template with its id. */
  readonly arns?: readonly string[];
  /** It exists before the provider's first call, so that the first call creates nothing. */
  readonly takesOver?: boolean;
  /** Paths of inputs that hand on a role, each with the service that takes it. */
  readonly passes?: Readonly<Record<string, string>>;
  /** Paths of inputs that hold the ARN of something that AWS reads with the caller's rights, each with the action. */
  readonly reads?: Readonly<Record<string, string>>;
  /** The service whose own role AWS creates with the account's first resource of the type. */
  readonly serviceLinkedRole?: string;
  /** Inputs that hold another resource's bare name, by what IAM calls that one. */
  readonly names?: Readonly<Record<string, string>>;
  /** Names of what AWS makes beside it, by what IAM calls that. */
  readonly beside?: Readonly<Record<string, string>>;
}

const types: Readonly<Record<string, ProviderCalls>> = table.types;
const functions: Readonly<Record<string, readonly string[]>> = table.functions;

/** Undefined for a type that the table lacks. */
export const callsOf = (type: string): ProviderCalls | undefined => types[type];

/** The calls of a provider function such as `aws:index/getRegion:getRegion`; undefined for one that the table lacks. */
export const callsOfFunction = (token: string): readonly string[] | undefined => functions[token];

/** All types of the table. */
export const knownTypes: readonly string[] = Object.keys(types);
