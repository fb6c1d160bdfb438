import { eachContainer } from "../../lib/container-check";
import { containerPath } from "../../lib/containers";
import { readBoolean, known, readStrings } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

/** Whether exec is on is the service's to say, so `initProcessEnabled` is asked for everywhere. */
export const containerCapabilitiesDropped = resourceRule({
  name: "container-capabilities-dropped",
  row: 16,
  title: "A container gives up the Linux capabilities it does not need, and has an init process",
  controls: [],
  severity: "low",
  levels: levels.advisory,
  why: "The default capabilities let a process in the container do what a web service never does.",
  fix:
    'Set linuxParameters to {capabilities: {drop: ["ALL"]}, initProcessEnabled: true}; where a program needs some, drop ' +
    "all others by name.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html",
  decidedBy: "drydock:services.{name}.capabilities",
  kinds: ["taskDefinition"],
  check(check) {
    eachContainer(check, (container) => {
      const { definition } = container;
      const dropped = readStrings(definition, "linuxParameters.capabilities.drop").values;
      const added = readStrings(definition, "linuxParameters.capabilities.add").values;
      if (!dropped.includes("ALL")) {
        const part = dropped.length === 0 ? "the" : "some of the";
        check.report({
          problem: `keeps ${part} default Linux capabilities in a container`,
          property: containerPath(container, "linuxParameters.capabilities.drop"),
        });
      }
      if (added.length > 0) {
        check.report({
          problem: "adds Linux capabilities to a container",
          property: containerPath(container, "linuxParameters.capabilities.add"),
        });
      }
      if (known(readBoolean(definition, "linuxParameters.initProcessEnabled")) !== true) {
        check.report({
          problem: "has a container without init process, so ended children stay as zombies",
          property: containerPath(container, "linuxParameters.initProcessEnabled"),
        });
      }
    });
  },
});
