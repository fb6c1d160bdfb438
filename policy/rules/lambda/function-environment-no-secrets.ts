import { isUnknown, known, readObject } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";
import { secretShape } from "../../lib/secrets";
import { shown } from "../../lib/shown";

export const functionEnvironmentNoSecrets = resourceRule({
  name: "function-environment-no-secrets",
  row: 102,
  title: "No secret is in a function's plain environment",
  controls: ["CKV_AWS_45"],
  severity: "high",
  why: "Whoever may read the function's configuration reads its variables.",
  fix: "Put the value into Secrets Manager and let the function read it.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-samples",
  kinds: ["function"],
  check({ resource, report, defer }) {
    const variables = readObject(resource.inputs, "environment.variables");
    if (variables.state === "unknown") defer("environment.variables");
    for (const [name, value] of Object.entries(known(variables) ?? {})) {
      if (typeof value !== "string" || isUnknown(value)) continue;
      if (secretShape(name, value) === undefined) continue;
      report({
        problem: `has a variable that looks like a secret: ${shown(name, "name")}`,
        property: "environment.variables",
      });
    }
  },
});
