import { missingName } from "./check/names";
import { type ModelProblem, problemIf } from "./check/problem";
import type { TaskContainer } from "./task";

/**
 * The order in which containers start. `declared` names all containers of the task, those with problems included.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
 */
export function orderProblems(
  containers: readonly TaskContainer[],
  declared: readonly string[],
): ModelProblem[] {
  const problems = containers.flatMap((from) =>
    Object.entries(from.container.dependsOn).flatMap(([name, condition]) =>
      dependencyProblems({ from, name, condition }, containers, declared),
    ),
  );
  return problems.length > 0 ? problems : cycleProblems(containers);
}

interface Dependency {
  readonly from: TaskContainer;
  /** The container it waits for. */
  readonly name: string;
  readonly condition: string;
}

function dependencyProblems(
  dependency: Dependency,
  containers: readonly TaskContainer[],
  declared: readonly string[],
): ModelProblem[] {
  const { from, name } = dependency;
  const path = [...from.path, "dependsOn", name];
  if (name === from.name) {
    return [
      {
        path,
        at: "key",
        message: "A container cannot wait for itself.",
        fix: "Remove it.",
      },
    ];
  }
  const missing = missingName({
    path,
    name,
    known: declared.filter((other) => other !== from.name),
    what: "container in this task",
    home: `${containers[0]?.name ?? ""}.sidecars`,
    at: "key",
  });
  return missing.length > 0 ? missing : conditionProblems(dependency, containers);
}

function conditionProblems(
  { from, name, condition }: Dependency,
  containers: readonly TaskContainer[],
): ModelProblem[] {
  const path = [...from.path, "dependsOn", name];
  const target = containers.find((other) => other.name === name);
  if (target === undefined) return [];
  if (condition === "HEALTHY" && target.container.healthCheck === undefined) {
    return [
      {
        path,
        related: [[...target.path, "healthCheck"]],
        message: `${name} has no healthCheck, so it never becomes HEALTHY.`,
        fix: `Add a healthCheck to ${name}, or wait for START.`,
      },
    ];
  }
  const ends = condition === "COMPLETE" || condition === "SUCCESS";
  const essential = !("essential" in target.container) || target.container.essential;
  return problemIf(ends && essential, {
    path,
    related: [[...target.path, "essential"]],
    message: `${condition} waits until ${name} has ended; it is essential, and its end ends the task.`,
    fix: target.main
      ? "Wait for START or HEALTHY: the main container is always essential."
      : `Add essential: false to ${name}, or wait for START or HEALTHY.`,
  });
}

function cycleProblems(containers: readonly TaskContainer[]): ModelProblem[] {
  const cycle = findCycle(
    new Map(containers.map(({ name, container }) => [name, Object.keys(container.dependsOn)])),
  );
  if (cycle === undefined) return [];
  return [
    {
      path: [],
      at: "key",
      message: `Containers wait for each other: ${cycle.join(" -> ")}. None of them would start.`,
      fix: "Remove one of these from dependsOn.",
    },
  ];
}

/** A cycle of a directed graph, its first name repeated at the end; undefined where there is none. */
export function findCycle(
  edges: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): readonly string[] | undefined => {
    const start = trail.indexOf(name);
    if (start >= 0) return [...trail.slice(start), name];
    if (done.has(name)) return undefined;
    for (const next of edges.get(name) ?? []) {
      const cycle = visit(next, [...trail, name]);
      if (cycle !== undefined) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of edges.keys()) {
    const cycle = visit(name, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
