import { kindOf } from "../../lib/kinds";
import { known, readBoolean } from "../../lib/reading";
import { isRetired } from "../../lib/retired";
import { stackRule } from "../../lib/rule";

/** By Pulumi's own protection, which blocks every delete and replacement. */
export const statefulResourcesProtected = stackRule({
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
  checkResource({ resource, report }) {
    // A version has no tags: its secret's count.
    if (isRetired(resource.inputs) || kindOf(resource.type) === "secretVersion") return;
    if (!resource.protect) report({ problem: "holds data and is not protected" });
    for (const property of ["forceDestroy", "forceDelete"]) {
      if (known(readBoolean(resource.inputs, property)) !== true) continue;
      report({ problem: "is deleted with everything in it", property });
    }
  },
  check({ stack, report }) {
    for (const version of stack.ofKind("secretVersion")) {
      const secret = stack.reference(version, "secretId", "secret");
      if (version.protect || (secret !== undefined && isRetired(secret.properties))) continue;
      report(version, { problem: "holds data and is not protected" });
    }
  },
});
