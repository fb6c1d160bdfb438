import { type Container, containerPath, isEssential, readContainers } from "../../lib/containers";
import { asList } from "../../lib/json-document";
import { ecs } from "../../lib/links";
import { known, read, readList, readNumber, readString } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

const longestStopSeconds = 120;

/**
 * A container health check is asked for where no load balancer can see the container: without ports.
 * Names that refer to nothing are errors of the task definition.
 */
export const containerHealthAndDependencies = resourceRule({
  name: "container-health-and-dependencies",
  row: 17,
  title: "Containers can be stopped and waited for, and refer to declared containers and volumes",
  severity: "low",
  levels: levels.mandatoryInProduction,
  why: "A dependency, volume or stop time that ECS cannot honor shows only when the task does not start.",
  fix: "Name declared containers and volumes, keep stopTimeout within 120 s, and give containers that others wait for a health check.",
  url: ecs("task_definition_parameters"),
  decidedBy: "drydock:services.{name}.stopTimeoutSeconds",
  kinds: ["taskDefinition"],
  check({ resource: { inputs }, report, defer }) {
    const reading = readContainers(inputs);
    if (reading.state === "unknown") defer("containerDefinitions");
    if (reading.state !== "known") return;
    const { containers } = reading;
    const volumes = volumeNames(inputs);
    for (const container of containers) {
      const stop = known(readNumber(container.definition, "stopTimeout"));
      if (stop !== undefined && stop > longestStopSeconds) {
        report({
          problem: `waits longer than ${longestStopSeconds} s for a container to stop`,
          property: containerPath(container, "stopTimeout"),
        });
      }
      for (const finding of dependencyProblems(container, containers)) report(finding);
      asList(container.definition.mountPoints).forEach((mount, index) => {
        const volume = known(readString(mount, "sourceVolume"));
        if (volumes === undefined || volume === undefined || volumes.has(volume)) return;
        report({
          problem: "mounts a volume that the task does not declare",
          property: containerPath(container, `mountPoints[${index}].sourceVolume`),
        });
      });
    }
  },
});

function volumeNames(inputs: unknown): ReadonlySet<string> | undefined {
  const volumes = readList(inputs, "volumes");
  if (volumes.state === "unknown") return undefined;
  return new Set(
    (known(volumes) ?? []).flatMap((volume) => known(readString(volume, "name")) ?? []),
  );
}

function dependencyProblems(
  container: Container,
  containers: readonly Container[],
): { problem: string; property: string }[] {
  return asList(container.definition.dependsOn).flatMap((dependency, index) => {
    const name = known(readString(dependency, "containerName"));
    const condition = known(readString(dependency, "condition"));
    const target = containers.find((one) => one.name === name);
    const property = containerPath(container, `dependsOn[${index}]`);
    if (target === undefined) {
      return [{ problem: "waits for a container that the task does not have", property }];
    }
    const isChecked = read(target.definition, "healthCheck").state !== "absent";
    return [
      ...(condition === "HEALTHY" && !isChecked
        ? [{ problem: "waits for the health of a container without health check", property }]
        : []),
      ...((condition === "COMPLETE" || condition === "SUCCESS") && isEssential(target)
        ? [{ problem: "waits for the end of an essential container", property }]
        : []),
    ];
  });
}
