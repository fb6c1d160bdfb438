/** The little of a stack file that a look needs: the file may lack what the look is for. */
import { isMap } from "drydock-components/model/check/path";
import { formatProblems, loadSettings } from "../../config";
import { UsageError } from "../../errors";
import { targetOf } from "../../offline/preview/targets";
import type { AwsPlace } from "../aws";
import type { EnvironmentChoice } from "../environment";
import type { FoundPart } from "./found";

export interface LookedAt extends AwsPlace {
  readonly path: string;
  /** `drydock:existing` as the file has it. */
  readonly existing: unknown;
}

/** @throws UsageError if there is no such stack, its region is not known, or a platform owns its parts */
export function stackFileOf(choice: EnvironmentChoice, folder: string): LookedAt {
  const { stack, stackFile: path } = targetOf(folder, choice).request;
  const stackFile = choice.config ?? `Pulumi.${stack}.yaml`;
  const read = loadSettings(path, stackFile);
  if ("problems" in read) throw new UsageError(formatProblems(read.problems));
  const { aws, stack: settings } = read;
  if (settings["platform"] !== undefined) {
    throw new UsageError(
      `${stackFile} stands on a platform (drydock:platform), whose contract tells of all parts that exist: look with the platform's ` +
        "own stack file.",
    );
  }
  const account = settings["account"];
  const config = typeof account === "string" ? { account } : {};
  const loaded = { aws, region: aws.region, config };
  return { path, stack, stackFile, clusterName: "", loaded, existing: settings["existing"] };
}

/** The block of a part; undefined where the file has none. */
export function existingOf(
  { existing }: LookedAt,
  part: FoundPart["part"],
): Readonly<Record<string, unknown>> | undefined {
  const block = isMap(existing) ? existing[part] : undefined;
  return isMap(block) ? block : undefined;
}
