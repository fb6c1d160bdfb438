import type { ArgumentProblem } from "../internal/arguments";
import { ContainerCondition, type ContainerArgs, type ContainerDependencyArgs } from "./args";

/**
 * What is wrong with the order in which containers start.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
 */
export function dependencyProblems(containers: readonly ContainerArgs[]): ArgumentProblem[] {
  const problems = containers.flatMap((container, at) =>
    (container.dependsOn ?? []).flatMap((dependency, index) => {
      const reason = dependencyProblem(dependency, container, containers);
      return reason === undefined
        ? []
        : [{ propertyPath: `containers[${at}].dependsOn[${index}]`, reason }];
    }),
  );
  if (problems.length > 0) return problems;
  const cycle = startCycle(containers);
  if (cycle === undefined) return [];
  return [
    {
      propertyPath: "containers",
      reason: `${cycle.join(" waits for ")}: none of them would ever start.`,
    },
  ];
}

function dependencyProblem(
  dependency: ContainerDependencyArgs,
  container: ContainerArgs,
  containers: readonly ContainerArgs[],
): string | undefined {
  const { condition } = dependency;
  const conditions: string[] = Object.values(ContainerCondition);
  const target = containers.find((other) => other.name === dependency.container);
  if (target === undefined || target === container) {
    const others = containers.filter((other) => other !== container).map((other) => other.name);
    return `"${dependency.container}" is no other container of the task${others.length === 0 ? "" : `; there are ${others.join(", ")}`}.`;
  }
  if (!conditions.includes(condition)) {
    return `"${condition}" is no condition; take one of ${conditions.join(", ")}.`;
  }
  if (condition === ContainerCondition.Healthy && target.healthCheck === undefined) {
    return `"${target.name}" has no healthCheck, so it never becomes HEALTHY.`;
  }
  const ends =
    condition === ContainerCondition.Complete || condition === ContainerCondition.Success;
  if (ends && target.essential !== false) {
    return `${condition} waits for "${target.name}" to end, and it is essential: its end ends the task. Set its essential to false.`;
  }
  return undefined;
}

/** Names of containers that wait for each other, the first repeated at the end. */
function startCycle(containers: readonly ContainerArgs[]): string[] | undefined {
  const waitsFor = new Map(
    containers.map((each) => [each.name, (each.dependsOn ?? []).map((to) => to.container)]),
  );
  const visit = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    for (const next of waitsFor.get(name) ?? []) {
      const cycle = visit(next, [...path, name]);
      if (cycle !== undefined) return cycle;
    }
    return undefined;
  };
  for (const container of containers) {
    const cycle = visit(container.name, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
