/** The preview of one environment, as plain data. Loads the Pulumi SDK only for a stack file that is in order. */
import { loadStackFile } from "../../config/loader";
import { formatProblems } from "../../config/problems";
import type { Estimate } from "../../cost/estimate";
import type { PictureChange } from "../../diagram/compare";
import { loadProgramLazily } from "../lazy-sdk";
import type { Capture } from "../capture/types";
import type { Beside } from "./beside";
import type { Change } from "./changes";
import type { Verdict } from "./judge";
import { displayPath } from "./paths";
import type { Summary } from "./summary";
import type { TreeNode } from "./tree";

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
  /** Absolute path of a checkout whose policies, levels and exemptions decide. */
  readonly rulesFrom?: string;
  /** Run the policy pack in its own process, as the engine does. */
  readonly packProcess?: boolean;
  /** Decides whether prices are old. Defaults to now. */
  readonly today?: Date;
  /** Compare the picture with that of the baseline, for a comment or a page. */
  readonly pictured?: boolean;
  /** Receives the registrations of the update. */
  readonly captured?: (capture: Capture) => void;
  /** Receives the name of each step as it begins. */
  readonly say?: (doing: string) => void;
}

/** The estimate of cost, and whether its prices are old; or why there is none. */
export type CostReport = (Estimate & { readonly old: boolean }) | { readonly refused: string };

/** The current state relative to the accepted one. */
type BaselineState = "same" | "stale" | "missing" | "accepted" | "none";

/** The preview's results of one environment. */
export interface EnvironmentPreview extends Verdict {
  readonly project: string;
  readonly stack: string;
  /** Relative to the working directory. */
  readonly stackFile: string;
  readonly summary: Summary;
  /** Without components. */
  readonly resourceCount: number;
  readonly baseline: BaselineState;
  /** The project's name when the baseline was accepted, if it was another. */
  readonly formerProject?: string;
  /** Changes from the baseline; empty if there is none. */
  readonly changes: readonly Change[];
  /** Options of the engine that differ from the baseline's: `protect of shared`. */
  readonly options: readonly string[];
  readonly tree: readonly TreeNode[];
  /** Names that only one of the two modes registered: resources created inside an `apply`. */
  readonly modeDifferences: readonly string[];
  readonly cost: CostReport;
  /** How the picture differs from that of the baseline; absent where both are the same, without a baseline, or where nobody asked. */
  readonly picture?: PictureChange;
  /** Resources of the user's code. */
  readonly beside: readonly Beside[];
}

/** The report of an invalid stack file, with locations. */
export interface RefusedEnvironment {
  readonly stack: string;
  readonly refused: string;
}

/**
 * Checks the stack file, then runs the program as a preview and as an update, policies on both.
 *
 * @param program registers the resources and returns the stack's outputs; called once for each mode
 */
export async function previewEnvironment(
  request: EnvironmentRequest,
  program: () => unknown,
): Promise<EnvironmentPreview | RefusedEnvironment> {
  const { stack, stackFile } = request;
  const loaded = loadStackFile(stackFile, { displayName: displayPath(stackFile) });
  if ("problems" in loaded) return { stack, refused: formatProblems(loaded.problems) };
  loadProgramLazily();
  const { runBothModes } = await import("./both-modes");
  return runBothModes(request, loaded, program);
}
