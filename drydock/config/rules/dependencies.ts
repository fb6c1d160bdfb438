import { type ModelProblem } from "drydock-components/model/check/problem";
import { missingName } from "./names";
import { containersOf, type NamedContainer, type NamedService, services, type Rule } from "./rule";

/** The order in which containers start: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html */
export const containerOrder: Rule = (config, context) =>
  services(config).flatMap((owner) => {
    const declared = [owner.name, ...context.declared([...owner.path, "sidecars"])];
    const findings = containersOf(owner).flatMap((container) =>
      dependencyFindings(container, declared),
    );
    return findings.length > 0 ? findings : cycleFindings(owner);
  });

function dependencyFindings(from: NamedContainer, declared: readonly string[]): ModelProblem[] {
  return Object.entries(from.container.dependsOn).flatMap(([name, condition]): ModelProblem[] => {
    const path = [...from.path, "dependsOn", name];
    if (name === from.name) {
      return [
        {
          path,
          at: "key",
          showValue: false,
          message: "A container cannot wait for itself.",
          fix: "Remove it.",
        },
      ];
    }
    const known = declared.filter((other) => other !== from.name);
    const missing = missingName({
      path,
      name,
      known,
      what: "container in this task",
      home: `${from.owner.name}.sidecars`,
      at: "key",
    });
    return missing.length > 0 ? missing : conditionFindings(from, name, condition);
  });
}

function conditionFindings(from: NamedContainer, name: string, condition: string): ModelProblem[] {
  const path = [...from.path, "dependsOn", name];
  const target = containersOf(from.owner).find((other) => other.name === name);
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
  if (!ends || !essential) return [];
  return [
    {
      path,
      related: [[...target.path, "essential"]],
      message: `${condition} waits until ${name} has ended; it is essential, and its end ends the task.`,
      fix: target.main
        ? "Wait for START or HEALTHY: the main container is always essential."
        : `Add essential: false to ${name}, or wait for START or HEALTHY.`,
    },
  ];
}

function cycleFindings(owner: NamedService): ModelProblem[] {
  const waitsFor = new Map(
    containersOf(owner).map(({ name, container }) => [name, Object.keys(container.dependsOn)]),
  );
  const cycle = findCycle(waitsFor);
  if (cycle === undefined) return [];
  return [
    {
      path: owner.path,
      at: "key",
      showValue: false,
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
