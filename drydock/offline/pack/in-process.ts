/** Runs the policies of `drydock-policy` as the policy SDK does, without its process and its gRPC. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createPolicies } from "drydock-policy/pack";
import { layersOf, type PolicySettings, reconcile } from "./configuration";
import { type Policy, policyResource, policyResources } from "./policy-resources";
import { withInputs } from "./remediation";
import {
  type CheckedResource,
  type EnforcementLevel,
  type PackResource,
  type PolicyDiagnostic,
  type PolicyInfo,
  PolicyPackError,
  type PolicyPackRequest,
  type PolicyPackResult,
  type PolicyRemediation,
  type WireProperties,
} from "./types";

/** A policy that is not disabled. */
interface ActivePolicy {
  readonly policy: Policy;
  readonly level: EnforcementLevel;
  readonly getConfig: () => object;
}

export async function evaluateHere(request: PolicyPackRequest): Promise<PolicyPackResult> {
  const { packDir, programDir = process.cwd() } = request;
  const policies = createPolicies({
    programDirs: [programDir, join(packDir, "..")],
    clock: () => new Date(),
  });
  const settings = reconcile(policies.map(configurable), layersOf(request));
  const active = activePolicies(policies, settings);
  const ofType = byType(active);
  const remediating = active.filter(({ level }) => level === "remediate");
  const checked: CheckedResource[] = [];
  for (const original of request.resources) {
    const fixed = remediated(original, remediating);
    const diagnostics = await checkResource(fixed.resource, ofType(original.type));
    checked.push({ ...fixed, diagnostics });
  }
  const ofStack = await checkStack(
    checked.map(({ resource }) => resource),
    active,
  );
  return {
    pack: manifestOf(packDir),
    policies: policies.map((policy) => policyInfo(policy, settings.get(policy.name))),
    diagnostics: [...checked.flatMap(({ diagnostics }) => diagnostics), ...ofStack],
    remediations: checked.flatMap(({ remediations }) => remediations),
  };
}

function configurable({ name, enforcementLevel = "advisory", configSchema }: Policy) {
  const { properties: options = {}, required = [] } = configSchema ?? {};
  return { name, enforcementLevel, options, required };
}

function activePolicies(
  policies: readonly Policy[],
  settings: ReadonlyMap<string, PolicySettings>,
): ActivePolicy[] {
  return policies.flatMap((policy) => {
    const { enforcementLevel: level = "advisory", options = {} } = settings.get(policy.name) ?? {};
    return level === "disabled" ? [] : [{ policy, level, getConfig: () => options }];
  });
}

/** Returns the policies that look at resources of a type, one by one. */
function byType(active: readonly ActivePolicy[]): (type: string) => readonly ActivePolicy[] {
  const known = new Map<string, readonly ActivePolicy[]>();
  return (type) => {
    const found =
      known.get(type) ??
      active.filter(
        ({ policy: { validateResource, types } }) =>
          validateResource !== undefined && types?.has(type) !== false,
      );
    known.set(type, found);
    return found;
  };
}

/** Each remediation sees the inputs with the ones before it applied. */
function remediated(
  original: PackResource,
  remediating: readonly ActivePolicy[],
): Omit<CheckedResource, "diagnostics"> {
  const remediations: PolicyRemediation[] = [];
  let resource = original;
  for (const { policy, getConfig } of remediating) {
    const args = { ...policyResource(resource), getConfig };
    const fixed = policy.remediateResource?.(args);
    if (fixed === undefined) continue;
    const applied = withInputs(resource, asSent(JSON.stringify(fixed)));
    resource = applied.resource;
    const { changedProperties } = applied;
    const { name: policyName, description } = policy;
    remediations.push({ policyName, urn: original.urn, description, changedProperties });
  }
  return { resource, remediations };
}

/** JSON.parse with a type: everything JSON can say is a wire value. */
const asSent: (json: string) => WireProperties = JSON.parse;

async function checkResource(
  resource: PackResource,
  policies: readonly ActivePolicy[],
): Promise<PolicyDiagnostic[]> {
  const diagnostics: PolicyDiagnostic[] = [];
  const args = policyResource(resource);
  for (const active of policies) {
    const { policy, getConfig } = active;
    const report = reporter(active, diagnostics, resource.urn);
    await orFailed(policy, () => policy.validateResource?.({ ...args, getConfig }, report));
  }
  return diagnostics;
}

async function checkStack(
  resources: readonly PackResource[],
  policies: readonly ActivePolicy[],
): Promise<PolicyDiagnostic[]> {
  const diagnostics: PolicyDiagnostic[] = [];
  const linked = policyResources(resources);
  for (const active of policies) {
    const { policy, getConfig } = active;
    const report = reporter(active, diagnostics);
    await orFailed(policy, () => policy.validateStack?.({ resources: linked, getConfig }, report));
  }
  return diagnostics;
}

/** A finding that remains after a remediation counts as mandatory, as for the policy SDK. */
function reporter(
  { policy, level }: Pick<ActivePolicy, "policy" | "level">,
  into: PolicyDiagnostic[],
  resourceUrn?: string,
): (message: string, urn?: string) => void {
  const { name: policyName, severity = "unspecified" } = policy;
  const enforcementLevel = level === "remediate" ? "mandatory" : level;
  return (message, urn = resourceUrn) => {
    into.push({ policyName, enforcementLevel, severity, message, urn });
  };
}

async function orFailed({ name }: Policy, check: () => void | Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new PolicyPackError(`The policy ${name} failed: ${reason}`);
  }
}

/** A policy that looks at single resources counts as one, even if it looks at the whole stack too. */
function policyInfo(policy: Policy, settings: PolicySettings | undefined): PolicyInfo {
  const { validateResource, remediateResource, enforcementLevel = "advisory" } = policy;
  const ofResource = validateResource !== undefined || remediateResource !== undefined;
  return {
    name: policy.name,
    displayName: policy.displayName ?? "",
    description: policy.description,
    kind: ofResource ? "resource" : "stack",
    enforcementLevel: settings?.enforcementLevel ?? enforcementLevel,
    severity: policy.severity ?? "unspecified",
    tags: policy.tags ?? [],
    remediationSteps: policy.remediationSteps ?? "",
    url: policy.url ?? "",
    framework: policy.framework?.name ?? "",
  };
}

function manifestOf(packDir: string): PolicyPackResult["pack"] {
  const { name, version } = asSent(readFileSync(join(packDir, "package.json"), "utf8"));
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  return { name: text(name), version: text(version) };
}
