import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { STACK_FILE_VARIABLE } from "../../drydock/config";
import { programAt } from "../../drydock/offline/load-program";
import { engineConfig } from "../../drydock/offline/preview/engine-config";
import { register, type Registered } from "../support";

export const root = join(__dirname, "../..");
const program = programAt(root, join(root, "index.ts"));

/** Runs index.ts for a stack file, as an engine would, and returns what it registered. */
export async function runProgram(stackFile: string, preview: boolean): Promise<Registered> {
  const stack = /^Pulumi\.(.+)\.yaml$/.exec(basename(stackFile))?.[1] ?? "test";
  const { config, secretKeys } = engineConfig(readFileSync(stackFile, "utf8"));
  const before = process.env[STACK_FILE_VARIABLE];
  process.env[STACK_FILE_VARIABLE] = stackFile;
  try {
    return await register(program, { preview, stack, config, secretKeys });
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, STACK_FILE_VARIABLE);
    else process.env[STACK_FILE_VARIABLE] = before;
  }
}

/** The repository's stack file of an environment. */
export function stackFileOf(stack: string): string {
  return join(root, `Pulumi.${stack}.yaml`);
}
