import { eachContainer } from "../../lib/container-check";
import { containerPath, namedValues } from "../../lib/containers";
import { ecs } from "../../lib/links";
import { isUnknown } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";
import { shown } from "../../lib/shown";

const secret =
  /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:]+(:[^:]*:[^:]*:[^:]*)?$/;
const parameterArn = /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/[\w./-]+$/;
const parameterName = /^\/?[\w.-]+(\/[\w.-]+)*$/;

export const containerSecretReferencesValid = resourceRule({
  name: "container-secret-references-valid",
  row: 10,
  title: "Secrets refer to Secrets Manager or Parameter Store, once for each variable",
  severity: "medium",
  why: "A task with a reference that ECS cannot resolve never starts, and its service keeps trying.",
  fix: "Write the full ARN, with all three colons when a key, stage or version follows.",
  url: ecs("secrets-envvar-secrets-manager"),
  decidedBy: "drydock:services.{name}.secrets",
  exemptible: false,
  kinds: ["taskDefinition"],
  check(check) {
    eachContainer(check, (container) => {
      const plain = new Set(namedValues(container, "environment").map(({ name }) => name));
      const seen = new Set<string>();
      namedValues(container, "secrets").forEach(({ name, value }, index) => {
        const property = containerPath(container, `secrets[${index}]`);
        if (isUnknown(value)) {
          check.defer(property);
        } else if (![secret, parameterArn, parameterName].some((shape) => shape.test(value))) {
          check.report({
            problem: `refers to no secret or parameter in ${shown(name, "name")}`,
            property,
          });
        }
        if (plain.has(name) || seen.has(name)) {
          check.report({ problem: `sets the variable ${shown(name, "name")} twice`, property });
        }
        seen.add(name);
      });
    });
  },
});
