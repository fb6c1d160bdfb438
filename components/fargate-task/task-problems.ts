import { quotas } from "../facts/quotas";
import type { ArgumentProblem } from "../internal/arguments";
import { Architecture, type ContainerArgs } from "./args";
import { containerProblems } from "./container-problems";
import { dependencyProblems } from "./dependency-problems";
import type { TaskSettings } from "./settings";
import { taskSizeProblems } from "./task-size";

/** Everything that is wrong with a task's arguments and can be known before anything is made. */
export function taskProblems(args: TaskSettings): ArgumentProblem[] {
  return [
    ...taskSizeProblems(args),
    ...choiceProblems(args),
    ...countProblems(args.containers),
    ...args.containers.flatMap((container, index) =>
      containerProblems(container, `containers[${index}]`),
    ),
    ...dependencyProblems(args.containers),
    ...sharedVolumeProblems(args.containers),
    ...reservationProblems(args),
    ...execProblems(args),
  ];
}

function choiceProblems(args: TaskSettings): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  const architectures: string[] = Object.values(Architecture);
  if (args.architecture !== undefined && !architectures.includes(args.architecture)) {
    problems.push({
      propertyPath: "architecture",
      reason: `"${args.architecture}" is unknown; take ${architectures.join(" or ")}.`,
    });
  }
  if (args.pidMode !== undefined && args.pidMode !== "task") {
    problems.push({
      propertyPath: "pidMode",
      reason: `"${args.pidMode}" is not possible on Fargate; take task, or leave it out.`,
    });
  }
  return problems;
}

function countProblems(containers: readonly ContainerArgs[]): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  const most = quotas.ecs.containersPerTaskDefinition;
  if (containers.length < 1 || containers.length > most) {
    problems.push({
      propertyPath: "containers",
      reason: `there are ${containers.length}; a task has 1 to ${most}.`,
    });
  }
  if (containers.length > 0 && !containers.some((container) => container.essential !== false)) {
    problems.push({
      propertyPath: "containers",
      reason: "none is essential; leave essential out of the one whose end ends the task.",
    });
  }
  containers.forEach((container, index) => {
    const before = containers.slice(0, index);
    if (before.some((other) => other.name === container.name)) {
      problems.push({
        propertyPath: `containers[${index}].name`,
        reason: `"${container.name}" is the name of another container of the task.`,
      });
    }
    const port = container.containerPort;
    const holder = before.find((other) => port !== undefined && other.containerPort === port);
    if (port !== undefined && holder !== undefined) {
      problems.push({
        propertyPath: `containers[${index}].containerPort`,
        reason: `${port} is the port of "${holder.name}" already: the containers share one network address.`,
      });
    }
  });
  return problems;
}

/** Containers that name the same volume share its access point, so they have to agree on it. */
function sharedVolumeProblems(containers: readonly ContainerArgs[]): ArgumentProblem[] {
  const first = new Map<string, string>();
  return containers.flatMap((container, at) =>
    (container.volumes ?? []).flatMap((volume, index) => {
      const { fileSystem, directory, uid, gid } = volume;
      const source = `${fileSystem}:${directory} as ${uid}:${gid}`;
      const known = first.get(volume.name) ?? source;
      first.set(volume.name, known);
      if (known === source) return [];
      return [
        {
          propertyPath: `containers[${at}].volumes[${index}]`,
          reason: `"${volume.name}" is ${source} here and ${known} in another container; give it a name of its own.`,
        },
      ];
    }),
  );
}

function reservationProblems(args: TaskSettings): ArgumentProblem[] {
  return (["cpu", "memoryMiB"] as const).flatMap((resource) => {
    const reserved = args.containers.reduce((sum, each) => sum + (each[resource] ?? 0), 0);
    if (reserved <= args[resource]) return [];
    return [
      {
        propertyPath: resource,
        reason: `the containers ask for ${reserved} together, the task has ${args[resource]}.`,
      },
    ];
  });
}

function execProblems(args: TaskSettings): ArgumentProblem[] {
  const main = args.containers[0];
  if (args.exec !== true || main === undefined || main.readonlyRootFilesystem === false) return [];
  return [
    {
      propertyPath: "containers[0].readonlyRootFilesystem",
      reason:
        "must be false where exec is true: ECS Exec writes into the container's root file system. Or set exec to false.",
    },
  ];
}
