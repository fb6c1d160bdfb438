import type { Path } from "./check/path";
import { type ModelProblem, problemIf } from "./check/problem";
import { secretParts, secretShape } from "drydock-policy/secrets";

/** A container, as far as its variables go. A value that is no text comes later, so nothing can be said of it. */
interface VariableUser {
  readonly environment: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly command?: readonly unknown[] | undefined;
  readonly entryPoint?: readonly unknown[] | undefined;
  readonly healthCheck?: { readonly command: readonly unknown[] } | undefined;
}

/** The variables of an environment file that a container names. */
export interface FileVariables {
  /** Where the container names the file. */
  readonly path: Path;
  /** How messages call the file. */
  readonly file: string;
  readonly variables: readonly { readonly name: string; readonly line: number }[];
}

/** Environment variables and commands that look like secrets, and variables that two sources set. */
export function variableProblems(
  container: VariableUser,
  files: readonly FileVariables[] = [],
): ModelProblem[] {
  return [
    ...plainSecrets(container),
    ...secretWords(["command"], container.command),
    ...secretWords(["entryPoint"], container.entryPoint),
    ...secretWords(["healthCheck", "command"], container.healthCheck?.command),
    ...setTwice(container, files),
  ];
}

function secretWords(path: Path, words: readonly unknown[] = []): ModelProblem[] {
  const texts = words.map((word) => (typeof word === "string" ? word : ""));
  return secretParts(texts).map(({ index, reason }) => ({
    path: [...path, index],
    showValue: false,
    message: `This looks like a secret (${reason}); commands are readable in the task definition.`,
    allowed: "words that anyone who may read the task definition may see",
    fix: "Change the secret at its origin; name the new one under secrets, and let the program read the variable.",
  }));
}

function plainSecrets({ environment }: VariableUser): ModelProblem[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    const shape = typeof value === "string" ? secretShape(name, value) : undefined;
    return problemIf(shape !== undefined, {
      path: ["environment", name],
      at: "key",
      message: `This looks like a secret (${shape}); plain variables are readable in the task definition.`,
      allowed: "values that anyone who may read the task definition may see",
      fix:
        "Change the secret at its origin, for a file has held it; keep the new one in a secret, and refer to it, " +
        `in a stack file with secrets: { ${name}: { secret: name } }.`,
    });
  });
}

/**
 * ECS lets one source win over another silently; here a name has one source.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/taskdef-envfiles.html
 */
function setTwice(
  { environment, secrets }: VariableUser,
  files: readonly FileVariables[],
): ModelProblem[] {
  const sources = new Map(Object.keys(environment).map((name) => [name, "environment"]));
  const problems: ModelProblem[] = [];
  for (const { path, file, variables } of files) {
    for (const { name, line } of uniqueNames(variables)) {
      const other = sources.get(name);
      if (other === undefined) sources.set(name, file);
      else {
        problems.push({
          path,
          related: [["environment"]],
          message: `Line ${line} of ${file} sets ${name}, which ${other} sets as well.`,
          fix: "Keep one of the two.",
        });
      }
    }
  }
  for (const name of Object.keys(secrets)) {
    const other = sources.get(name);
    if (other !== undefined) {
      problems.push({
        path: ["secrets", name],
        at: "key",
        related: [["environment", name]],
        message: `This variable is set by ${other} as well.`,
        fix: "Keep one of the two; where the value is a secret, this one.",
      });
    }
  }
  return problems;
}

function uniqueNames<Variable extends { readonly name: string }>(
  variables: readonly Variable[],
): Variable[] {
  return [...new Map(variables.map((variable) => [variable.name, variable])).values()];
}
