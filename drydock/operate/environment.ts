/** The deployed environment that a command works on, as its stack file describes it. */
import { formatProblems, type LoadedStack, loadStackFile } from "../config";
import { UsageError } from "../errors";
import { targetsOf } from "../offline/preview/targets";
import { physicalNames } from "../program/names";

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
  readonly clusterName: string;
}

/** @throws UsageError if there is no such stack, or its file has problems */
export function environmentOf(
  { stack, config }: EnvironmentChoice,
  folder: string,
): OperatedEnvironment {
  const named = config === undefined ? { stacks: [stack] } : { stacks: [], config };
  const [task] = targetsOf(folder, { ...named, accept: false });
  if (task === undefined) throw new UsageError(`The stack ${stack} does not exist.`);
  const { project, stackFile } = task.request;
  const displayName = config ?? `Pulumi.${task.request.stack}.yaml`;
  const loaded = loadStackFile(stackFile, { displayName });
  if ("problems" in loaded) throw new UsageError(formatProblems(loaded.problems));
  const { environment } = physicalNames(project, loaded.stack);
  const clusterName = loaded.config.existing.cluster?.arn.split("cluster/")[1] ?? environment;
  return { stack: loaded.stack, stackFile: displayName, loaded, clusterName };
}
