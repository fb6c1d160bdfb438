import { type Container, containerPath, isEssential, readContainers } from "../../lib/containers";
import { asList } from "../../lib/json-document";
import { known, readNumber, readString, readWord } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";
import { shown } from "../../lib/shown";

const largestPort = 65_535;

export const containerDefinitionsValid = resourceRule({
  name: "container-definitions-valid",
  row: 3,
  title: "Container definitions are what ECS accepts",
  controls: ["CFN-LINT-E3042", "CFN-LINT-F3002"],
  severity: "medium",
  why: "ECS ignores a misspelt key and refuses a wrong structure only when it registers the task.",
  fix: "Correct the container definition: JSON, one essential container, unique names, known keys, legal ports.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
  exemptible: false,
  kinds: ["taskDefinition"],
  check({ resource: { inputs }, report, defer }) {
    const reading = readContainers(inputs);
    const property = "containerDefinitions";
    if (reading.state === "unknown") {
      defer(property);
      return;
    }
    if (reading.state !== "known") {
      const problem =
        reading.state === "absent" ? "has no container definitions" : "is no list in JSON";
      report({ problem, property });
      return;
    }
    const { containers } = reading;
    if (!containers.some(isEssential)) report({ problem: "has no essential container", property });
    const names = containers.map((container) => known(readString(container.definition, "name")));
    if (new Set(names).size < names.length) {
      report({ problem: "uses a container name twice", property });
    }
    const awsvpc = known(readWord(inputs, "networkMode")) === "AWSVPC";
    for (const container of containers) {
      for (const finding of problemsOf(container, awsvpc)) report(finding);
    }
  },
});

function problemsOf(
  container: Container,
  awsvpc: boolean,
): { problem: string; property: string }[] {
  const { definition, unknownKeys } = container;
  const missing = ["name", "image"].filter((key) => readString(definition, key).state === "absent");
  return [
    ...unknownKeys.map((path) => ({
      problem: `has a key that ECS does not know: ${shown(path.split(".").at(-1) ?? "", "name")}`,
      property: containerPath(
        container,
        path
          .split(".")
          .map((key) => shown(key, "name"))
          .join("."),
      ),
    })),
    ...missing.map((key) => ({
      problem: `has a container without ${key}`,
      property: containerPath(container, key),
    })),
    ...asList(definition.portMappings).flatMap((mapping, index) =>
      portProblems(mapping, awsvpc).map((problem) => ({
        problem,
        property: containerPath(container, `portMappings[${index}]`),
      })),
    ),
  ];
}

function portProblems(mapping: unknown, awsvpc: boolean): string[] {
  const port = known(readNumber(mapping, "containerPort"));
  const hostPort = known(readNumber(mapping, "hostPort"));
  const range = known(readString(mapping, "containerPortRange"));
  const legal = (value: number): boolean =>
    Number.isInteger(value) && value >= 1 && value <= largestPort;
  return [
    ...(port === undefined && range === undefined ? ["maps a port without saying which"] : []),
    ...(port !== undefined && !legal(port) ? ["maps a port outside 1 to 65535"] : []),
    ...(awsvpc && hostPort !== undefined && hostPort !== 0 && hostPort !== port
      ? ["maps a host port that differs from the container's, which awsvpc does not have"]
      : []),
  ];
}
