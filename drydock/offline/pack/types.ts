/**
 * Inputs and outputs of a policy pack process, in plain data, without
 * gRPC. The engine sends the same data (proto/pulumi/analyzer.proto of pulumi/pulumi).
 */

import type { PropertyBag as WireProperties, PropertyValue as WireValue } from "../capture/types";

export type { WireProperties, WireValue };

/** The resource options a policy can read. Every field has the engine's default. */
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
  /** The inputs that `Analyze` receives, before creation. */
  readonly properties: WireProperties;
  /**
   * The state after the operation, which `AnalyzeStack` receives. The engine sends inputs and
   * computed values together (`id` included), unknown ones as sentinels. Defaults to `properties`.
   */
  readonly outputs?: WireProperties;
  readonly options?: PackResourceOptions;
  /** URN of the parent. */
  readonly parent?: string;
  /** URNs of its dependencies. */
  readonly dependencies?: readonly string[];
  /** For each property, the URNs its value was computed from. Known in a preview too. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  /** The resource's provider, if the program names one. */
  readonly provider?: {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly properties: WireProperties;
  };
}

/** `remediate` fixes inputs before creation; `disabled` does not run. */
export type EnforcementLevel = "advisory" | "mandatory" | "remediate" | "disabled";

export type Severity = "unspecified" | "low" | "medium" | "high" | "critical";

/** A policy's published metadata. */
export interface PolicyInfo {
  readonly name: string;
  /** One sentence: the policy's requirement. */
  readonly displayName: string;
  /** Why the policy exists. */
  readonly description: string;
  /** `resource` checks each resource alone, `stack` all of them together. */
  readonly kind: "resource" | "stack";
  /** The effective level of this run. */
  readonly enforcementLevel: EnforcementLevel;
  readonly severity: Severity;
  /** Control ids, and `decided-by:<stack file key>` if the program's configuration decides. */
  readonly tags: readonly string[];
  /** How to fix a violation. Empty if the pack gives none. */
  readonly remediationSteps: string;
  readonly url: string;
  /** Framework name, for example `AWS Foundational Security Best Practices`. */
  readonly framework: string;
}

/** A violation, or a notice of an advisory policy. */
export interface PolicyDiagnostic {
  readonly policyName: string;
  readonly enforcementLevel: EnforcementLevel;
  readonly severity: Severity;
  readonly message: string;
  /** URN of the resource at fault; absent if the finding is about the whole stack. */
  readonly urn?: string;
}

/** A remediated resource, or the reason for the failure. */
export interface PolicyRemediation {
  readonly policyName: string;
  readonly urn: string;
  readonly description: string;
  /** Names of the changed properties, without values, which may be secret. */
  readonly changedProperties: readonly string[];
  /** Why the remediation failed, if it did. */
  readonly problem?: string;
}

/** A resource after its remediations, with the findings of the policies about single resources. */
export interface CheckedResource {
  readonly resource: PackResource;
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly remediations: readonly PolicyRemediation[];
}

/** Options of a run. */
export interface PolicyPackRequest {
  /** Folder with the pack's `PulumiPolicy.yaml` and `package.json`. */
  readonly packDir: string;
  /** Policy configuration file, as `pulumi preview --policy-pack-config` takes it. */
  readonly configFile?: string;
  /** Settings that override the file's, for example a fixed date in a test. */
  readonly configOverrides?: Readonly<Record<string, Readonly<Record<string, WireValue>>>>;
  /** Folder of the program: where the pack looks for `policy-exemptions.yaml`. Defaults to cwd. */
  readonly programDir?: string;
  readonly project: string;
  readonly stack: string;
  /** Defaults to `organization`, the engine's name for a backend without organizations. */
  readonly organization?: string;
  /** True when the values are those of a preview. */
  readonly preview: boolean;
  /** In registration order. */
  readonly resources: readonly PackResource[];
}

/** Results of a run. */
export interface PolicyPackResult {
  readonly pack: { readonly name: string; readonly version: string };
  readonly policies: readonly PolicyInfo[];
  /** In the order of the resources, then the findings about the whole stack. */
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly remediations: readonly PolicyRemediation[];
}

/** The user named an unusable pack or policy configuration. Printed without a stack. */
export class PolicyPackError extends Error {
  override readonly name = "PolicyPackError";
}
