/**
 * What goes into a policy pack process and what comes out of it, in plain data: nothing here knows
 * gRPC. The engine sends the same things (proto/pulumi/analyzer.proto of pulumi/pulumi).
 */

/** A value as it travels on the wire: an unknown is the engine's sentinel string for its kind. */
export type WireValue =
  null | boolean | number | string | readonly WireValue[] | { readonly [key: string]: WireValue };

/** A property bag as it travels on the wire. Keys are the Pulumi (camelCase) property names. */
export type WireProperties = Readonly<Record<string, WireValue>>;

/** The resource options a policy can read. Every field defaults to what the engine sends for it. */
export interface PackResourceOptions {
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  readonly additionalSecretOutputs?: readonly string[];
  readonly aliases?: readonly string[];
}

/** One registered resource. */
export interface PackResource {
  readonly urn: string;
  /** Pulumi type token, for example `aws:ecs/service:Service`. */
  readonly type: string;
  readonly name: string;
  /** The inputs: what `Analyze` receives, before the resource is made. */
  readonly properties: WireProperties;
  /**
   * The state after the operation: what `AnalyzeStack` receives. The engine sends inputs and
   * computed values together (`id` included), unknown ones as sentinels. Defaults to `properties`.
   */
  readonly outputs?: WireProperties;
  readonly options?: PackResourceOptions;
  /** URN of the parent. */
  readonly parent?: string;
  /** URNs of every resource this one depends on. */
  readonly dependencies?: readonly string[];
  /** For each property, the URNs its value was computed from. Known in a preview too. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  /** The provider the resource is registered with, where the program names one. */
  readonly provider?: {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly properties: WireProperties;
  };
}

/** `remediate` mends inputs before the resource is made; `disabled` does not run at all. */
export type EnforcementLevel = "advisory" | "mandatory" | "remediate" | "disabled";

export type Severity = "unspecified" | "low" | "medium" | "high" | "critical";

/** What a pack publishes about one policy. */
export interface PolicyInfo {
  readonly name: string;
  /** One sentence: the statement the policy holds the program to. */
  readonly displayName: string;
  /** Why the policy exists. */
  readonly description: string;
  /** `resource` is checked on every resource by itself, `stack` on all of them together. */
  readonly kind: "resource" | "stack";
  /** The level that was in force in this run. */
  readonly enforcementLevel: EnforcementLevel;
  readonly severity: Severity;
  /** Control ids, and `decided-by:<stack file key>` where the program's configuration decides. */
  readonly tags: readonly string[];
  /** How to fix a violation. Empty when the pack says nothing. */
  readonly remediationSteps: string;
  readonly url: string;
  /** Framework name, for example `AWS Foundational Security Best Practices`. */
  readonly framework: string;
}

/** One violation, or one notice of an advisory policy. */
export interface PolicyDiagnostic {
  readonly policyName: string;
  readonly enforcementLevel: EnforcementLevel;
  readonly severity: Severity;
  readonly message: string;
  /** URN of the resource at fault; absent when the finding is about the stack as a whole. */
  readonly urn?: string;
}

/** One mended resource, or the reason why mending failed. */
export interface PolicyRemediation {
  readonly policyName: string;
  readonly urn: string;
  readonly description: string;
  /** Names of the properties that were changed. Values are left out: they may be secret. */
  readonly changedProperties: readonly string[];
  /** Why the remediation could not run, if it could not. */
  readonly problem?: string;
}

/** What to run. */
export interface PolicyPackRequest {
  /** Folder with the pack's `PulumiPolicy.yaml` and `package.json`. */
  readonly packDir: string;
  /** Policy configuration file, as `pulumi preview --policy-pack-config` takes it. */
  readonly configFile?: string;
  /** Settings that win over the file's, for example a fixed date in a test. */
  readonly configOverrides?: Readonly<Record<string, Readonly<Record<string, WireValue>>>>;
  /** Folder of the program: where the pack looks for `policy-exemptions.yaml`. Defaults to cwd. */
  readonly programDir?: string;
  readonly project: string;
  readonly stack: string;
  /** Defaults to `organization`, the engine's own name for a backend without organizations. */
  readonly organization?: string;
  /** True when the values are those of a preview. */
  readonly preview: boolean;
  /** In registration order. */
  readonly resources: readonly PackResource[];
}

/** What a run found. */
export interface PolicyPackResult {
  readonly pack: { readonly name: string; readonly version: string };
  readonly policies: readonly PolicyInfo[];
  /** In the order of the resources, then the findings about the whole stack. */
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly remediations: readonly PolicyRemediation[];
}

/** The user named a pack or a policy configuration that cannot be used. Has no stack worth reading. */
export class PolicyPackError extends Error {
  override readonly name = "PolicyPackError";
}
