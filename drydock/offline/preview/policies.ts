/** Runs the policy pack on a program's registrations. */
import type { Capture } from "../capture";
import { evaluatePolicies, packResources, runPolicyPack } from "../pack";
import { levelsFile, ownPack } from "../pack/levels";
import type { Judge } from "./judge";
import { displayPath } from "./paths";
import { attachLocations, identity, type Locator, type PolicyReport } from "../report";

/** Paths of a pack and its configuration. */
export interface PolicyRequest {
  readonly judge: Judge;
  /** Folder of the policy pack. */
  readonly pack: string;
  /** The stack's file, absolute. */
  readonly stackFile: string;
  readonly capture: Capture;
  /** Finds the lines of findings, which have none without it. */
  readonly locate?: Locator;
  /** Run the pack in its own process, as the engine does. */
  readonly packProcess?: boolean;
}

/** @throws PolicyPackError when the pack cannot be used */
export async function runPolicies({
  judge,
  pack,
  stackFile,
  capture,
  locate,
  packProcess = false,
}: PolicyRequest): Promise<PolicyReport> {
  const { project, stack, preview } = capture;
  const { root, lifecycle, rulesOf } = judge;
  const configFile = levelsFile(pack, { stack, lifecycle });
  const resources = packResources(capture);
  // Only the pack that this package was released with is known to say the same in both ways.
  const run = packProcess || pack !== ownPack() ? runPolicyPack : evaluatePolicies;
  const result = await run({
    packDir: pack,
    configFile,
    programDir: root,
    project,
    stack,
    preview,
    resources,
  });
  return {
    project,
    stack,
    mode: preview ? "preview" : "update",
    stackFile: displayPath(stackFile),
    pack: result.pack,
    rulesOf,
    policies: result.policies,
    findings: attachLocations({
      diagnostics: result.diagnostics,
      policies: result.policies,
      resources,
      locate,
    }),
    remediations: result.remediations,
  };
}

/** The policy that lists undecided checks of a preview; the update mode, with all values known, decides them. */
const undecided = "deferred-checks";

/** Merges both runs' reports without duplicates: findings only of the preview come second. */
export function mergeReports(preview: PolicyReport, update: PolicyReport): PolicyReport[] {
  const said = new Set(update.findings.map(identity));
  const findings = preview.findings.filter(
    (finding) => finding.policyName !== undecided && !said.has(identity(finding)),
  );
  return findings.length === 0 ? [update] : [update, { ...preview, findings, remediations: [] }];
}
