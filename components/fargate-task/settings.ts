import type { z } from "zod";
import { checkedArguments } from "../internal/checked-arguments";
import type { Declared } from "../model/check/check";
import { type ModelProblem, problemIf, within } from "../model/check/problem";
import { permissionProblems } from "../model/permissions";
import { pinProblems } from "../model/secret-reference";
import { taskProblems } from "../model/task";
import { variableProblems } from "../model/variables";
import type { FargateTaskArgs } from "./args";
import { containersOf, type ContainerSettings } from "./containers";
import { taskArguments } from "./shape";

/** A task's arguments with every default filled in. */
export type TaskSettings = z.output<typeof taskArguments>;

/** Tasks whose service or job has checked them with its own arguments. */
const checkedTasks = new WeakMap<FargateTaskArgs, TaskSettings>();

/** Checks the arguments of the task that a component of this name creates, and fills in the defaults. */
export function taskSettings(name: string, args: FargateTaskArgs): TaskSettings {
  return (
    checkedTasks.get(args) ??
    checkedArguments({
      component: `FargateTask "${name}"`,
      schema: taskArguments,
      rules: (task, declared) => taskRules(name, task, declared),
      args,
    })
  );
}

/** A task among the settings of what runs it, which is not checked again. */
export function checkedTask(task: TaskSettings): FargateTaskArgs {
  checkedTasks.set(task, task);
  return task;
}

/** Returns everything that is wrong with a task of one container or several. */
export function taskRules(name: string, task: TaskSettings, declared: Declared): ModelProblem[] {
  return [
    ...taskProblems(name, task, declared),
    ...permissionProblems(task.permissions),
    ...taskArgumentProblems(name, task),
  ];
}

/** One shape for all tasks: zod compiles each new one, which takes milliseconds. */
const taskPart = taskArguments.strip();

/** The task of a job, by its arguments. */
export function taskOf(workload: z.input<typeof taskArguments>): TaskSettings {
  return taskPart.parse(workload);
}

/** Returns the problems that the shape cannot find: the name of the main container, its variables, and the place of each secret. */
export function taskArgumentProblems(name: string, task: TaskSettings): ModelProblem[] {
  return [
    ...nameProblems(name, task),
    ...containersOf(name, task).flatMap((container) =>
      within(container.name === name ? [] : ["sidecars", container.name], [
        ...variableProblems(container),
        ...Object.entries(container.secrets).flatMap(sourceProblems),
      ]),
    ),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
function nameProblems(name: string, { containerPort }: TaskSettings): ModelProblem[] {
  const form = containerPort === undefined ? /^[\w-]{1,255}$/ : /^[a-z0-9_][a-z0-9_-]{0,58}$/;
  return problemIf(!form.test(name), {
    path: containerPort === undefined ? [] : ["containerPort"],
    message: `The component's name "${name}" becomes the name of the main container${containerPort === undefined ? "" : " and, with -port, of its port"}.`,
    allowed:
      containerPort === undefined
        ? "1 to 255 letters, digits, hyphens and underscores"
        : "1 to 59 lower-case letters, digits, hyphens and underscores, no hyphen first",
    fix: "Give the component another name.",
  });
}

function sourceProblems([name, source]: [
  string,
  ContainerSettings["secrets"][string],
]): ModelProblem[] {
  const { secretArn, parameterArn } = source;
  const path = ["secrets", name];
  const allowed = "secretArn or parameterArn";
  if (secretArn !== undefined && parameterArn !== undefined) {
    return [
      {
        path,
        message: "secretArn and parameterArn exclude each other.",
        allowed,
        fix: "Keep one of them.",
      },
    ];
  }
  if (secretArn !== undefined) return within(path, pinProblems(source, ["stage", "versionId"]));
  if (parameterArn === undefined) {
    return [{ path, message: "This variable has no source.", allowed, fix: "Add one of them." }];
  }
  return (["key", "stage", "versionId"] as const)
    .filter((part) => source[part] !== undefined)
    .map((part) => ({
      path: [...path, part],
      message: "A parameter has one value, of which nothing can be chosen.",
      allowed: "key, stage and versionId with secretArn",
      fix: "Remove it.",
    }));
}
