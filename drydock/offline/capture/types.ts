/** A program's registrations in plain data, without gRPC or Outputs. */

/** A property as it travels between program, engine and provider. */
export type PropertyValue =
  null | boolean | number | string | readonly PropertyValue[] | PropertyBag;

/** Properties by their Pulumi (camelCase) name. */
export interface PropertyBag {
  readonly [key: string]: PropertyValue;
}

/** How long the engine waits for an operation, for example `20m`. */
export interface CustomTimeouts {
  readonly create?: string;
  readonly update?: string;
  readonly delete?: string;
}

/** One registered resource. */
export interface CapturedResource {
  /** In the engine's form: it includes the types of all ancestors except the stack. */
  readonly urn: string;
  /** Pulumi type token, for example `aws:ecs/service:Service`. */
  readonly type: string;
  readonly name: string;
  /** URN of the parent; absent only for the stack. */
  readonly parent?: string;
  /** False for components. */
  readonly custom: boolean;
  /** True for a component that a plugin creates, such as `awsx:ec2:Vpc`. */
  readonly remote: boolean;
  /** The program's inputs. Secrets are unwrapped (see `secretPaths`), unknowns are `unknownValue`. */
  readonly inputs: PropertyBag;
  /**
   * The inputs after the provider's check: physical names, defaults and default tags filled in. The
   * engine passes these to policies.
   */
  readonly checkedInputs: PropertyBag;
  /** Paths of secret inputs, for example `secretString` or `environment[0].value`. */
  readonly secretPaths: readonly string[];
  /** State after the operation, `id` included; in a preview computed properties are unknown. */
  readonly outputs: PropertyBag;
  /** Paths of secret outputs. */
  readonly secretOutputPaths: readonly string[];
  /** URNs of its dependencies, sorted. */
  readonly dependencies: readonly string[];
  /** For each input, the URNs its value was computed from, sorted. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** Former URNs, including those due to the parent's. */
  readonly aliases: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  /** URNs of the resources it is replaced with; absent if there are none. */
  readonly replaceWith?: readonly string[];
  /** The value, as JSON, whose change replaces it; absent if the program sets none. */
  readonly replacementTrigger?: string;
  /** Absent if the program does not set it. */
  readonly deleteBeforeReplace?: boolean;
  readonly customTimeouts: CustomTimeouts;
  readonly additionalSecretOutputs: readonly string[];
  /** URN of the provider that the program named. */
  readonly provider?: string;
}

/** One call of a provider function. */
export interface CapturedInvoke {
  readonly token: string;
  readonly args: PropertyBag;
  readonly result: PropertyBag;
}

/** All registrations of a program, in order. */
export interface Capture {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  readonly resources: readonly CapturedResource[];
  readonly invokes: readonly CapturedInvoke[];
  /** The stack's outputs, secrets unwrapped. */
  readonly outputs: PropertyBag;
  /** Paths of the secrets among the stack's outputs. */
  readonly secretOutputPaths: readonly string[];
}

/** Options of a run. */
export interface CaptureOptions {
  readonly project: string;
  readonly stack: string;
  /** True: computed values are unknown, as in `pulumi preview`. False: realistic ids and ARNs. */
  readonly preview: boolean;
  /** Configuration by its full key (`aws:region`), objects as JSON, as from the engine. */
  readonly config?: Readonly<Record<string, string>>;
  /** Keys of `config` that are secret. */
  readonly secretKeys?: readonly string[];
  /** How long the program may wait without registering anything before it counts as one that never ends. Defaults to 120. */
  readonly patienceSeconds?: number;
  /** Receives the number of registered resources so far, after each. */
  readonly counted?: (resources: number) => void;
}
