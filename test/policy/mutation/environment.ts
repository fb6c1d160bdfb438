import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stackFileVariable } from "../../../drydock/config";
import { capture } from "../../../drydock/offline/capture";
import { programAt } from "../../../drydock/offline/load-program";
import { type PackResource, packResources } from "../../../drydock/offline/pack";
import { engineConfig } from "../../../drydock/offline/preview/engine-config";

const root = join(__dirname, "../../..");
const program = programAt(root, join(root, "index.ts"));

/** Runs index.ts for one of the repository's stacks and returns what a policy pack sees of it. */
export function environmentResources(stack: string, preview: boolean): Promise<PackResource[]> {
  return stackFileResources(join(root, `Pulumi.${stack}.yaml`), { stack, preview });
}

/** The same for any stack file, given by its absolute path. */
export async function stackFileResources(
  stackFile: string,
  run: { readonly stack: string; readonly preview: boolean },
): Promise<PackResource[]> {
  const before = process.env[stackFileVariable];
  process.env[stackFileVariable] = stackFile;
  try {
    const options = { project: "drydock", ...run };
    return packResources(
      await capture({ ...options, ...engineConfig(readFileSync(stackFile, "utf8")) }, program),
    );
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, stackFileVariable);
    else process.env[stackFileVariable] = before;
  }
}
