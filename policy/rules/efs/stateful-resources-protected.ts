import { known, readBoolean } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

/** By Pulumi's own protection, which blocks every delete and replacement. */
export const statefulResourcesProtected = resourceRule({
  name: "stateful-resources-protected",
  row: 57,
  title: "Resources with data are protected from deletion",
  controls: ["CFN-LINT-I3011"],
  severity: "medium",
  // An environment for tests is there to be destroyed.
  levels: { test: "disabled", production: "mandatory", default: "advisory" },
  why: "Pulumi deletes a renamed resource and creates an empty one.",
  fix: "Register it with the resource option protect: true, without forceDestroy or forceDelete.",
  url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
  decidedBy: "drydock:lifecycle",
  kinds: [
    "fileSystem",
    "bucket",
    "secret",
    "secretVersion",
    "key",
    "repository",
    "database",
    "databaseCluster",
    "warehouse",
    "searchDomain",
    "table",
  ],
  judges: [],
  check({ resource, report }) {
    if (!resource.protect) report({ problem: "holds data and is not protected" });
    for (const property of ["forceDestroy", "forceDelete"]) {
      if (known(readBoolean(resource.inputs, property)) !== true) continue;
      report({ problem: "is deleted with everything in it", property });
    }
  },
});
