import { eachOwnContainer } from "../../lib/container-check";
import type { Container } from "../../lib/containers";
import { readBoolean, known, readStrings } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

/** Whether exec is on is the service's to say, so `initProcessEnabled` is asked for everywhere. */
export const containerCapabilitiesDropped = resourceRule({
  name: "container-capabilities-dropped",
  row: 16,
  title: "A container gives up the Linux capabilities it does not need, and has an init process",
  severity: "low",
  levels: levels.advisory,
  why: "The default capabilities let a process in the container do things that a web service never does.",
  fix:
    'Set linuxParameters to {capabilities: {drop: ["ALL"]}, initProcessEnabled: true}; where a program needs some, drop ' +
    "all others by name.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html",
  decidedBy: "drydock:services.{name}.capabilities",
  kinds: ["taskDefinition"],
  check(check) {
    eachOwnContainer(check, (container, say) => {
      const problem = problemOf(container);
      if (problem !== undefined) say(problem.text, `linuxParameters.${problem.at}`);
    });
  },
});

/** The first problem: one finding leads to the whole setting. */
function problemOf({ definition }: Container): { text: string; at: string } | undefined {
  const dropped = readStrings(definition, "linuxParameters.capabilities.drop").values;
  const added = readStrings(definition, "linuxParameters.capabilities.add").values;
  if (added.length > 0) {
    return { text: "adds Linux capabilities to a container", at: "capabilities.add" };
  }
  if (!dropped.includes("ALL")) {
    const part = dropped.length === 0 ? "the" : "some of the";
    return {
      text: `keeps ${part} default Linux capabilities in a container`,
      at: "capabilities.drop",
    };
  }
  return known(readBoolean(definition, "linuxParameters.initProcessEnabled")) === true
    ? undefined
    : {
        text: "has a container without init process, so ended children stay as zombies",
        at: "initProcessEnabled",
      };
}
