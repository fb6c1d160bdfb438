import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { stackFileVariable } from "../../drydock/config";
import { programAt } from "../../drydock/offline/load-program";
import { engineConfig } from "../../drydock/offline/preview/engine-config";
import { projectSetting } from "../../drydock/stack-files";
import { register, type Registered } from "../support";

export const root = join(__dirname, "../..");

/** The folder of a stack file's project: the nearest above it with a Pulumi.yaml, else this repository. */
export function projectOf(stackFile: string): string {
  let folder = dirname(stackFile);
  while (!existsSync(join(folder, "Pulumi.yaml")) && folder !== dirname(folder)) {
    folder = dirname(folder);
  }
  return existsSync(join(folder, "Pulumi.yaml")) ? folder : root;
}

/** The program of a stack file's project. */
export function programOf(stackFile: string): () => unknown {
  const folder = projectOf(stackFile);
  return programAt(folder, join(folder, "index.ts"));
}

/** Runs the program for a stack file, as an engine would, and returns what it registered. */
export async function runProgram(stackFile: string, preview: boolean): Promise<Registered> {
  const stack = /^Pulumi\.(.+)\.yaml$/.exec(basename(stackFile))?.[1] ?? "test";
  const { config, secretKeys } = engineConfig(readFileSync(stackFile, "utf8"));
  const before = process.env[stackFileVariable];
  process.env[stackFileVariable] = stackFile;
  try {
    // The project's name is part of every URN.
    const project = projectSetting(projectOf(stackFile), "name") ?? "";
    return await register(programOf(stackFile), { project, preview, stack, config, secretKeys });
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, stackFileVariable);
    else process.env[stackFileVariable] = before;
  }
}

/** The repository's stack file of an environment. */
export function stackFileOf(stack: string): string {
  return join(root, `Pulumi.${stack}.yaml`);
}
