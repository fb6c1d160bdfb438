/** The deployed environment that a command works on, as its stack file describes it. */
import type { Path } from "drydock-components/model/check/path";
import { formatProblems, type LoadedStack, loadStackFile } from "../config";
import { UsageError } from "../errors";
import { targetOf } from "../offline/preview/targets";
import { clusterName, type Names, physicalNames } from "../program/names";
import type { Progress } from "../progress";
import type { Surroundings } from "../surroundings";

/** One stack of the repository, or a stack file anywhere. */
export interface EnvironmentChoice {
  readonly stack: string;
  readonly config?: string;
}

export interface OperatedEnvironment {
  readonly stack: string;
  /** The path of the stack file, as messages name it. */
  readonly stackFile: string;
  readonly loaded: LoadedStack;
  readonly names: Names;
  readonly clusterName: string;
  /** Where calls of AWS are counted. */
  readonly progress?: Progress;
}

/** `Pulumi.test.yaml:12`: where the stack file decides something, or the nearest thing around it. */
export function placeText({ loaded, stackFile }: OperatedEnvironment, path: Path): string {
  const place = loaded.positions?.locate(path, "key");
  return place === undefined ? stackFile : `${place.file}:${place.line}`;
}

/** @throws UsageError if there is no such stack, or its file has problems */
export function environmentOf(
  choice: EnvironmentChoice,
  { folder, progress }: Pick<Surroundings, "folder"> & Partial<Pick<Surroundings, "progress">>,
): OperatedEnvironment {
  const { project, stack, stackFile } = targetOf(folder, choice).request;
  const displayName = choice.config ?? `Pulumi.${stack}.yaml`;
  const loaded = loadStackFile(stackFile, { displayName });
  if ("problems" in loaded) throw new UsageError(formatProblems(loaded.problems));
  const names = physicalNames(project, loaded.stack, loaded.contract !== undefined);
  return {
    stack: loaded.stack,
    stackFile: displayName,
    loaded,
    names,
    clusterName: clusterName(names, loaded.config),
    progress,
  };
}
