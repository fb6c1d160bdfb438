import { cpuUnits, fargateSizes, memoryMiB } from "../../lib/fargate-sizes";
import { isFargate } from "../../lib/model/ecs";
import { resourceRule } from "../../lib/rule";
import { ecs } from "../../lib/links";
import { readString } from "../../lib/reading";

export const fargateCpuMemoryPair = resourceRule({
  name: "fargate-cpu-memory-pair",
  row: 2,
  title: "CPU and memory of a Fargate task are a pair that Fargate has",
  controls: ["CFN-LINT-E3047"],
  severity: "medium",
  why: "Fargate sells fixed sizes; any other pair fails when the task definition is registered.",
  fix: "Choose a memory size that Fargate offers for that CPU.",
  url: ecs("task-cpu-memory-error"),
  decidedBy: "drydock:services.{name}.memoryMiB",
  exemptible: false,
  kinds: ["taskDefinition"],
  check({ resource: { inputs }, report, defer }) {
    if (!isFargate(inputs)) return;
    const cpuText = readString(inputs, "cpu");
    const memoryText = readString(inputs, "memory");
    if (cpuText.state === "unknown" || memoryText.state === "unknown") {
      defer(cpuText.state === "unknown" ? "cpu" : "memory");
      return;
    }
    // A missing size is the business of fargate-task-definition-complete.
    if (cpuText.state === "absent" || memoryText.state === "absent") return;
    const cpu = cpuUnits(cpuText.value);
    const memory = memoryMiB(memoryText.value);
    const choices = cpu === undefined ? undefined : fargateSizes.get(cpu);
    if (choices === undefined) {
      const offered = [...fargateSizes.keys()].join(", ");
      report({
        problem: `has a CPU size that Fargate does not offer (${offered})`,
        property: "cpu",
      });
      return;
    }
    if (memory === undefined || !choices.includes(memory)) {
      report({
        problem: `has a memory size that Fargate does not offer for ${String(cpu)} CPU units (${choices.join(", ")} MiB)`,
        property: "memory",
      });
    }
  },
});
