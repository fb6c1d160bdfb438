/** The preview of one environment, as plain data. */
import { readFileSync } from "node:fs";
import { STACK_FILE_VARIABLE, formatProblems, loadStackFile } from "../../config";
import { type Capture, capture } from "../capture";
import { PolicyPackError } from "../pack";
import type { PolicyReport } from "../report";
import { type Beside, besideOf } from "./beside";
import { readBaseline, writeBaseline } from "./baseline";
import { type Change, changesBetween } from "./changes";
import { engineConfig } from "./engine-config";
import { displayPath } from "./paths";
import { packFolder } from "../pack/levels";
import { mergeReports, type PolicyRequest, runPolicies } from "./policies";
import { type Snapshot, snapshotOf } from "./snapshot";
import { type Summary, summaryOf } from "./summary";
import { type TreeNode, treeOf } from "./tree";

/** Inputs of a preview. */
export interface EnvironmentRequest {
  readonly project: string;
  readonly stack: string;
  /** Absolute path of the stack file. */
  readonly stackFile: string;
  /** Folder with Pulumi.yaml. */
  readonly root: string;
  /** Absolute path; absent for a stack file outside the repository. */
  readonly baseline?: string;
  /** Write the baseline. */
  readonly accept: boolean;
  /** Run the policy pack in its own process, as the engine does. */
  readonly packProcess?: boolean;
}

/** The current state relative to the accepted one. */
type BaselineState = "same" | "stale" | "missing" | "accepted" | "none";

/** The preview's results of one environment. */
export interface EnvironmentPreview {
  readonly project: string;
  readonly stack: string;
  /** Relative to the working directory. */
  readonly stackFile: string;
  readonly summary: Summary;
  /** Without components. */
  readonly resourceCount: number;
  readonly baseline: BaselineState;
  /** Changes from the baseline; empty if there is none. */
  readonly changes: readonly Change[];
  readonly tree: readonly TreeNode[];
  /** Names that only one of the two modes registered: resources created inside an `apply`. */
  readonly modeDifferences: readonly string[];
  /** Resources of the user's own code. */
  readonly beside: readonly Beside[];
  readonly policies: readonly PolicyReport[];
  /** The reason for missing policy results. */
  readonly policyProblem?: string;
}

/** The report of an invalid stack file, with locations. */
export interface RefusedEnvironment {
  readonly stack: string;
  readonly refused: string;
}

/**
 * Runs the program as a preview and as an update, policies on both.
 *
 * @param program registers the resources and returns the stack's outputs; called once for each mode
 */
export async function previewEnvironment(
  request: EnvironmentRequest,
  program: () => unknown,
): Promise<EnvironmentPreview | RefusedEnvironment> {
  const { project, stack, stackFile, root } = request;
  const displayName = displayPath(stackFile);
  const loaded = loadStackFile(stackFile, { displayName });
  if ("problems" in loaded) return { stack, refused: formatProblems(loaded.problems) };
  // The engine also runs the program in this folder.
  process.env[STACK_FILE_VARIABLE] = stackFile;
  const { lifecycle } = loaded.config;
  const options = { project, stack, ...engineConfig(readFileSync(stackFile, "utf8")) };

  const preview = await capture({ ...options, preview: true }, program);
  // The pack runs in a separate process, while this one runs the update.
  const [previewPolicies, update] = await bothOf(
    policiesOf({ ...request, lifecycle }, preview),
    capture({ ...options, preview: false }, program),
  );
  const updatePolicies = await policiesOf({ ...request, lifecycle }, update);

  const snapshot = snapshotOf(update, root);
  const compared = compare(request, { snapshot, preview, update });
  return {
    project,
    stack,
    stackFile: displayName,
    summary: summaryOf(loaded),
    resourceCount: update.resources.filter(({ custom }) => custom).length,
    ...compared,
    tree: treeOf(update, compared.changes),
    modeDifferences: modeDifferences(preview, update),
    beside: besideOf(update),
    ...reportsOf([previewPolicies, updatePolicies]),
  };
}

/** Waits for both even if one fails, so that nothing keeps running. */
async function bothOf<First, Second>(
  first: Promise<First>,
  second: Promise<Second>,
): Promise<[First, Second]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

function compare(
  { baseline: path, accept }: EnvironmentRequest,
  present: {
    readonly snapshot: Snapshot;
    readonly preview: Capture;
    readonly update: Capture;
  },
): { readonly baseline: BaselineState; readonly changes: readonly Change[] } {
  if (path === undefined) return { baseline: "none", changes: [] };
  const accepted = readBaseline(path);
  const changes = accepted === undefined ? [] : changesBetween(accepted, present);
  if (accept) {
    writeBaseline(path, present.snapshot);
    return { baseline: "accepted", changes };
  }
  if (accepted === undefined) return { baseline: "missing", changes };
  const same = JSON.stringify(accepted.resources) === JSON.stringify(present.snapshot.resources);
  return { baseline: same ? "same" : "stale", changes };
}

/** A preview does not show a resource that only one mode registers. */
function modeDifferences(preview: Capture, update: Capture): string[] {
  const [before, after] = [preview, update].map(
    ({ resources }) => new Set(resources.map(({ type, name }) => `${name} (${type})`)),
  );
  return [
    ...[...(after ?? [])]
      .filter((name) => before?.has(name) !== true)
      .map((name) => `update: ${name}`),
    ...[...(before ?? [])]
      .filter((name) => after?.has(name) !== true)
      .map((name) => `preview: ${name}`),
  ];
}

/** Returns a failed pack as a result, so that the preview shows the rest. */
type PolicyOutcome = PolicyReport | { readonly problem: string };

async function policiesOf(
  {
    root,
    stackFile,
    lifecycle,
    packProcess = false,
  }: EnvironmentRequest & Pick<PolicyRequest, "lifecycle">,
  captured: Capture,
): Promise<PolicyOutcome | undefined> {
  const pack = packFolder(root);
  if (pack === undefined) return undefined;
  try {
    return await runPolicies({ root, pack, stackFile, capture: captured, lifecycle, packProcess });
  } catch (error) {
    if (error instanceof PolicyPackError) return { problem: error.message };
    throw error;
  }
}

function reportsOf([preview, update]: readonly (PolicyOutcome | undefined)[]): Pick<
  EnvironmentPreview,
  "policies" | "policyProblem"
> {
  if (preview === undefined || update === undefined) return { policies: [] };
  for (const outcome of [preview, update]) {
    if ("problem" in outcome) return { policies: [], policyProblem: outcome.problem };
  }
  return "problem" in preview || "problem" in update
    ? { policies: [] }
    : { policies: mergeReports(preview, update) };
}
