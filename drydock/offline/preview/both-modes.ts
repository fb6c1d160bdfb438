/** Runs a program in both modes and compares its registrations with the accepted baseline. */
import type { LoadedFile, LoadedStack } from "../../config/loader";
import { estimateOf } from "../../cost/estimate";
import { isOld, pricesAt } from "../../cost/prices";
import type { PictureChange } from "../../diagram/compare";
import type { Capture } from "../capture";
import { type Baseline, readBaseline, writeBaseline } from "./baseline";
import { besideOf } from "./beside";
import { changesBetween, type Present } from "./changes";
import { optionDifferences } from "./engine-options";
import type { CostReport, EnvironmentPreview, EnvironmentRequest } from "./environment";
import { judgesOf, type Verdict } from "./judge";
import { outcomesOf, verdictOnBoth } from "./judgements";
import { knownFindings, markKnown } from "./known-findings";
import { displayPath } from "./paths";
import { registrationsOf, sometimes } from "./registrations";
import { locator } from "../report";
import { hideValues, type Snapshot, snapshotOf } from "./snapshot";
import { summaryOf } from "./summary";
import { treeOf } from "./tree";

/**
 * Runs the program as a preview and as an update, policies on both.
 *
 * @param program registers the resources and returns the stack's outputs; called once for each mode
 */
export async function runBothModes(
  request: EnvironmentRequest,
  loaded: LoadedFile,
  program: () => unknown,
): Promise<EnvironmentPreview> {
  const { project, stack, stackFile, root, say = () => undefined } = request;
  const judges = judgesOf({ ...request, lifecycle: loaded.config.lifecycle });
  const judged = { ...request, locate: locator(loaded) };
  const run = async (mode: "preview" | "update", before?: Capture) => {
    const doing = `running the program as ${mode === "preview" ? "a preview" : "an update"}`;
    const all = before === undefined ? "" : ` of ${before.resources.length}`;
    say(doing);
    const captured = await registrationsOf(request, loaded, {
      program,
      preview: mode === "preview",
      counted: sometimes((count) => {
        say(`${doing}: ${count}${all} resources`);
      }),
    });
    say(`running the policies on ${captured.resources.length} resources`);
    return { captured, policies: await outcomesOf(judged, judges, captured) };
  };
  const preview = await run("preview");
  const update = await run("update", preview.captured);
  request.captured?.(update.captured);
  const verdict = verdictOnBoth(preview.policies, update.policies);
  const accepted = request.baseline === undefined ? undefined : readBaseline(request.baseline);
  const snapshot = snapshotOf(update.captured, root);
  const compared = compare(request, accepted, {
    snapshot,
    policies: verdict.policies,
    preview: preview.captured,
    update: update.captured,
  });
  return {
    project,
    stack,
    stackFile: displayPath(stackFile),
    summary: summaryOf(loaded),
    resourceCount: update.captured.resources.filter(({ custom }) => custom).length,
    ...verdict,
    ...compared,
    tree: treeOf(update.captured, compared.changes),
    modeDifferences: modeDifferences(preview.captured, update.captured),
    cost: costOf(request, loaded, { snapshot, accepted }),
    beside: besideOf(update.captured),
    ...(request.pictured === true && compared.changes.length > 0
      ? await pictureOf(request, loaded, { snapshot, accepted })
      : {}),
  };
}

/** Both pictures come from snapshots, so that nothing but the resources can differ. */
async function pictureOf(
  { project }: EnvironmentRequest,
  { region }: LoadedStack,
  { snapshot, accepted }: { readonly snapshot: Snapshot; readonly accepted: Baseline | undefined },
): Promise<{ readonly picture?: PictureChange }> {
  if (accepted === undefined) return {};
  const { comparedPictures } = await import("../../diagram/compare");
  const { diagramOf } = await import("../../diagram/from-capture");
  const { picturedIn, renamedIn } = await import("../../diagram/from-snapshot");
  const place = { project, region };
  const renamed = renamedIn(snapshot.resources);
  const picture = comparedPictures(
    diagramOf(picturedIn(hideValues(accepted), place, renamed)),
    diagramOf(picturedIn(snapshot, place)),
  );
  return picture === undefined ? {} : { picture };
}

function costOf(
  { root, today = new Date() }: EnvironmentRequest,
  { region, config: { cost, lifecycle } }: LoadedStack,
  { snapshot, accepted }: { readonly snapshot: Snapshot; readonly accepted: Baseline | undefined },
): CostReport {
  const prices = pricesAt(root);
  const { resources } = snapshot;
  const before = accepted === undefined ? {} : { before: accepted.resources };
  const estimate = estimateOf(
    { region, lifecycle, assumptions: cost, resources, ...before },
    prices,
  );
  return "refused" in estimate ? estimate : { ...estimate, old: isOld(prices, today) };
}

function compare(
  { baseline: path, accept, project }: EnvironmentRequest,
  accepted: Baseline | undefined,
  present: Present & Pick<Verdict, "policies">,
): Pick<EnvironmentPreview, "baseline" | "changes" | "options" | "formerProject" | "policies"> {
  const { snapshot, policies } = present;
  if (path === undefined) return { baseline: "none", changes: [], options: [], policies };
  const changes = accepted === undefined ? [] : changesBetween(hideValues(accepted), present);
  const findings = accept ? knownFindings(policies) : (accepted?.findings ?? {});
  const { project: former = project } = accepted ?? {};
  const same = JSON.stringify(accepted?.resources) === JSON.stringify(snapshot.resources);
  const compared = {
    changes,
    options: accepted === undefined || same ? [] : optionDifferences(accepted, snapshot),
    policies: markKnown(policies, findings),
    ...(former === project ? {} : { formerProject: former }),
  };
  if (accept) {
    writeBaseline(path, { ...snapshot, findings });
    return { ...compared, baseline: "accepted" };
  }
  if (accepted === undefined) return { ...compared, baseline: "missing" };
  return { ...compared, baseline: same ? "same" : "stale" };
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
