import { type Finding } from "../problems";
import { secretShape } from "../secret-shapes";
import { readEnvFile } from "../env-file";
import { containers, type NamedContainer, type Rule, type RuleContext } from "./rule";

/** Environment variables: each from one source, and none of the plain ones a secret. */
export const variables: Rule = (config, context) =>
  containers(config).flatMap((container) => [
    ...plainSecrets(container),
    ...setTwice(container, context),
  ]);

function plainSecrets({ container, path }: NamedContainer): Finding[] {
  return Object.entries(container.environment).flatMap(([name, value]) => {
    const shape = secretShape(name, value);
    if (shape === undefined) return [];
    return [
      {
        path: [...path, "environment", name],
        at: "key" as const,
        message: `This looks like a secret (${shape}); plain variables are readable in the task definition.`,
        allowed: "values that anyone who may read the task definition may see",
        fix:
          "Change the secret at its origin, for a file has held it; put the new one under drydock:secrets " +
          "and name it under secrets.",
      },
    ];
  });
}

/**
 * ECS lets one source win over another silently; here a name has one source.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/taskdef-envfiles.html
 */
function setTwice({ container, path }: NamedContainer, context: RuleContext): Finding[] {
  const sources = new Map(Object.keys(container.environment).map((name) => [name, "environment"]));
  const findings: Finding[] = [];
  container.envFiles.forEach((file, index) => {
    const bytes = context.files.read(file);
    if (bytes === undefined || container.envFiles.indexOf(file) !== index) return;
    const shown = context.shownFile(file);
    for (const { name, line } of uniqueNames(readEnvFile(bytes).variables)) {
      const other = sources.get(name);
      if (other === undefined) sources.set(name, shown);
      else {
        findings.push({
          path: [...path, "envFiles", index],
          related: [[...path, "environment"]],
          message: `Line ${line} of ${shown} sets ${name}, which ${other} sets as well.`,
          fix: "Keep one of the two.",
        });
      }
    }
  });
  for (const name of Object.keys(container.secrets)) {
    const other = sources.get(name);
    if (other !== undefined) {
      findings.push({
        path: [...path, "secrets", name],
        at: "key",
        related: [[...path, "environment", name]],
        message: `This variable is set by ${other} as well.`,
        fix: "Keep one of the two; where the value is a secret, this one.",
      });
    }
  }
  return findings;
}

function uniqueNames<Variable extends { readonly name: string }>(
  variables: readonly Variable[],
): Variable[] {
  return [...new Map(variables.map((variable) => [variable.name, variable])).values()];
}
