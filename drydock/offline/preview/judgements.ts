/** Runs the policies of every judge on a program's registrations. */
import type { Capture } from "../capture";
import { PolicyPackError } from "../pack";
import { packFolder } from "../pack/levels";
import type { PolicyReport } from "../report";
import type { EnvironmentRequest } from "./environment";
import { type Judge, type Judgement, type Verdict, verdictOf } from "./judge";
import { mergeReports, type PolicyRequest, runPolicies } from "./policies";

/** Returns a failed pack as a result, so that the preview shows the rest; undefined for a judge without a pack. */
type PolicyOutcome = PolicyReport | { readonly problem: string } | undefined;

type JudgedRequest = Pick<EnvironmentRequest, "stackFile" | "packProcess"> &
  Pick<PolicyRequest, "locate">;

/** The outcomes of one mode, one for each judge. */
export async function outcomesOf(
  request: JudgedRequest,
  judges: readonly Judge[],
  captured: Capture,
): Promise<readonly PolicyOutcome[]> {
  const outcomes: PolicyOutcome[] = [];
  for (const judge of judges) outcomes.push(await outcomeOf(request, judge, captured));
  return outcomes;
}

async function outcomeOf(
  { stackFile, locate, packProcess }: JudgedRequest,
  judge: Judge,
  captured: Capture,
): Promise<PolicyOutcome> {
  const pack = packFolder(judge.root);
  if (pack === undefined) {
    // Only the program's own repository may do without policies.
    const { rulesOf } = judge;
    return rulesOf === undefined ? undefined : { problem: `${rulesOf} has no policy pack.` };
  }
  try {
    return await runPolicies({
      judge,
      pack,
      stackFile,
      locate,
      capture: captured,
      packProcess,
    });
  } catch (error) {
    if (error instanceof PolicyPackError) return { problem: error.message };
    throw error;
  }
}

/** The verdict on both modes together. */
export function verdictOnBoth(
  preview: readonly PolicyOutcome[],
  update: readonly PolicyOutcome[],
): Verdict {
  return verdictOf(update.map((outcome, index) => judgementOf(preview[index], outcome)));
}

function judgementOf(preview: PolicyOutcome, update: PolicyOutcome): Judgement {
  if (preview === undefined || update === undefined) return { policies: [] };
  if ("problem" in preview) return { policies: [], policyProblem: preview.problem };
  if ("problem" in update) return { policies: [], policyProblem: update.problem };
  return { policies: mergeReports(preview, update) };
}
