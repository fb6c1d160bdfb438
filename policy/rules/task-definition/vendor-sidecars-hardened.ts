import { readContainers } from "../../lib/containers";
import { ecs } from "../../lib/links";
import { known, readBoolean, readString, readStrings } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";
import { shown } from "../../lib/shown";
import { vendorSidecars } from "../../lib/vendor-sidecars";

/** One finding for a task: the vendor documents the needs of its image, to look up once. */
export const vendorSidecarsHardened = resourceRule({
  name: "vendor-sidecars-hardened",
  row: 107,
  title: "Sidecars of vendors run with no more rights than their image needs",
  severity: "low",
  levels: levels.advisory,
  why: "A sidecar shares the program's network and role, so an attacker in it has both.",
  fix: "Set user, readonlyRootFilesystem and dropped capabilities as the vendor's documentation allows.",
  url: ecs("task_definition_parameters"),
  kinds: ["taskDefinition"],
  check({ resource: { inputs }, report }) {
    const reading = readContainers(inputs);
    if (reading.state !== "known") return;
    const loose = vendorSidecars(reading.containers).filter(({ definition }) => {
      const isReadOnly = known(readBoolean(definition, "readonlyRootFilesystem")) === true;
      const dropped = readStrings(definition, "linuxParameters.capabilities.drop").values;
      const user = known(readString(definition, "user")) ?? "";
      return !isReadOnly || (dropped.length === 0 && /^(|0|root)(:|$)/.test(user));
    });
    if (loose.length === 0) return;
    const names = loose.map(({ name }) => shown(name, "name")).join(", ");
    report({
      problem: `runs sidecars with more rights than they may need: ${names}`,
      property: "containerDefinitions",
    });
  },
});
