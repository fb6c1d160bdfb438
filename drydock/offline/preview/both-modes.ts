/** Runs a program in both modes and compares what it registers with what was accepted. */
import type { LoadedStack } from "../../config/loader";
import { STACK_FILE_VARIABLE, withCheckedStack } from "../../config/checked";
import { type Capture, capture } from "../capture";
import { PolicyPackError } from "../pack";
import { packFolder } from "../pack/levels";
import type { PolicyReport } from "../report";
import { readBaseline, writeBaseline } from "./baseline";
import { besideOf } from "./beside";
import { changesBetween } from "./changes";
import { engineValues } from "./engine-config";
import type { EnvironmentPreview, EnvironmentRequest } from "./environment";
import { displayPath } from "./paths";
import { mergeReports, runPolicies } from "./policies";
import { type Snapshot, snapshotOf } from "./snapshot";
import { summaryOf } from "./summary";
import { treeOf } from "./tree";

/**
 * Runs the program as a preview and as an update, policies on both.
 *
 * @param program registers the resources and returns the stack's outputs; called once for each mode
 */
export async function runBothModes(
  request: EnvironmentRequest,
  loaded: LoadedStack,
  program: () => unknown,
): Promise<EnvironmentPreview> {
  const { project, stack, stackFile, root, say = () => undefined } = request;
  // The engine also runs the program in this folder.
  process.env[STACK_FILE_VARIABLE] = stackFile;
  const options = { project, stack, ...engineValues(loaded.values) };
  const run = async (mode: "preview" | "update") => {
    say(`running the program as ${mode === "preview" ? "a preview" : "an update"}`);
    const captured = await withCheckedStack(stackFile, loaded, () =>
      capture({ ...options, preview: mode === "preview" }, program),
    );
    say(`running the policies on ${captured.resources.length} resources`);
    return { captured, policies: await policiesOf(request, loaded, captured) };
  };
  const preview = await run("preview");
  const update = await run("update");
  const snapshot = snapshotOf(update.captured, root);
  const compared = compare(request, {
    snapshot,
    preview: preview.captured,
    update: update.captured,
  });
  return {
    project,
    stack,
    stackFile: displayPath(stackFile),
    summary: summaryOf(loaded),
    resourceCount: update.captured.resources.filter(({ custom }) => custom).length,
    ...compared,
    tree: treeOf(update.captured, compared.changes),
    modeDifferences: modeDifferences(preview.captured, update.captured),
    beside: besideOf(update.captured),
    ...reportsOf([preview.policies, update.policies]),
  };
}

function compare(
  { baseline: path, accept }: EnvironmentRequest,
  present: {
    readonly snapshot: Snapshot;
    readonly preview: Capture;
    readonly update: Capture;
  },
): Pick<EnvironmentPreview, "baseline" | "changes"> {
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
  { root, stackFile, packProcess }: EnvironmentRequest,
  { config: { lifecycle } }: LoadedStack,
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
