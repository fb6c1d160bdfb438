/** The environments of a run. */
import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../../errors";
import { projectSetting, stackFilesOf, stackName } from "../../stack-files";
import { baselinePath } from "./baseline";
import type { EnvironmentTask } from "./results";

/** The user's choices. */
export interface TargetOptions {
  /** Stacks of the repository; none means all. */
  readonly stacks: readonly string[];
  /** A stack file anywhere, instead. */
  readonly config?: string;
  readonly accept: boolean;
  /** Another checkout, whose policies, levels and exemptions decide. */
  readonly rulesFrom?: string;
}

/**
 * @param root folder with Pulumi.yaml
 * @throws UsageError that names the missing item and the existing ones
 */
export function targetsOf(root: string, options: TargetOptions): EnvironmentTask[] {
  const tasks = tasksOf(root, options);
  if (options.rulesFrom === undefined) return tasks;
  const rulesFrom = resolve(root, options.rulesFrom);
  if (!existsSync(join(rulesFrom, "Pulumi.yaml"))) {
    throw new UsageError(`${options.rulesFrom} has no Pulumi.yaml: name the folder of a checkout.`);
  }
  return tasks.map(({ program, request }) => ({ program, request: { ...request, rulesFrom } }));
}

/** The one environment of a command: a stack of the repository, or a stack file anywhere. */
export function targetOf(
  root: string,
  { stack, config }: { readonly stack: string; readonly config?: string },
): EnvironmentTask {
  const choice = config === undefined ? { stacks: [stack] } : { stacks: [], config };
  const [task] = targetsOf(root, { ...choice, accept: false });
  if (task === undefined) throw new UsageError(`The stack ${stack} does not exist.`);
  return task;
}

function tasksOf(root: string, options: TargetOptions): EnvironmentTask[] {
  if (options.config !== undefined) {
    return [configTask(root, { ...options, config: options.config })];
  }
  const project = readProject(root);
  const own = sortedStackFiles(root);
  const wanted = options.stacks.length === 0 ? [...own.keys()] : [...new Set(options.stacks)];
  if (wanted.length === 0) {
    throw new UsageError(`${root} has no stack file Pulumi.<stack>.yaml.`);
  }
  return wanted.map((stack) => {
    const stackFile = own.get(stack);
    if (stackFile !== undefined) {
      return ownTask(project, { stack, stackFile, accept: options.accept });
    }
    const known = [...own.keys()].join(", ");
    throw new UsageError(`The stack ${stack} does not exist: the repository has ${known}.`);
  });
}

interface Project {
  readonly name: string;
  readonly root: string;
  readonly program: string;
}

interface Target {
  readonly stack: string;
  readonly stackFile: string;
  readonly accept: boolean;
}

function ownTask(project: Project, target: Target): EnvironmentTask {
  const task = taskOf(project, target);
  const baseline = baselinePath(dirname(target.stackFile), target.stack);
  return { ...task, request: { ...task.request, baseline } };
}

function taskOf(project: Project, target: Target): EnvironmentTask {
  const { name, root, program } = project;
  return { program, request: { project: name, root, ...target } };
}

/** A stack file beside a Pulumi.yaml belongs to that project, any other to the one at `root`. */
function configTask(
  root: string,
  { config, accept }: TargetOptions & { readonly config: string },
): EnvironmentTask {
  const stackFile = resolve(config);
  if (!existsSync(stackFile)) throw new UsageError(`The file ${config} does not exist.`);
  const beside = dirname(stackFile);
  const project = readProject(existsSync(join(beside, "Pulumi.yaml")) ? beside : root);
  const stack = stackName(stackFile);
  if (stackFilesOf(project.root).get(stack) === stackFile) {
    return ownTask(project, { stack, stackFile, accept });
  }
  if (accept) {
    throw new UsageError(
      "--accept works only with the repository's stack files: others have no baseline.",
    );
  }
  return taskOf(project, { stack, stackFile, accept });
}

function sortedStackFiles(root: string): Map<string, string> {
  return new Map([...stackFilesOf(root)].sort(([a], [b]) => cheapestFirst(a, b)));
}

/** Production last: its result is at the bottom of the screen, where people look. */
function cheapestFirst(a: string, b: string): number {
  const production = (stack: string): number => (stack.startsWith("prod") ? 1 : 0);
  return production(a) - production(b) || (a < b ? -1 : 1);
}

function readProject(root: string): Project {
  if (!existsSync(join(root, "Pulumi.yaml"))) {
    throw new UsageError(`${root} has no Pulumi.yaml: run this in the repository's root.`);
  }
  const name = projectSetting(root, "name") ?? basename(root);
  return { name, root, program: resolve(root, projectSetting(root, "main") ?? ".") };
}
