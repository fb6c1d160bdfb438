/** Runs the program once, as the preview does. Arguments: a stack file, and the program if it is not the one beside this folder. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { stackFileVariable } from "../drydock/config";
import { capture } from "../drydock/offline/capture";
import { programAt } from "../drydock/offline/load-program";
import { engineConfig } from "../drydock/offline/preview/engine-config";

const root = join(__dirname, "..");

async function main(stackFile: string, path = join(root, "index")): Promise<void> {
  const { config, secretKeys } = engineConfig(readFileSync(stackFile, "utf8"));
  process.env[stackFileVariable] = stackFile;
  const stack = /^Pulumi\.(.+)\.yaml$/.exec(basename(stackFile))?.[1] ?? "bench";
  const program = programAt(root, path);
  await capture({ project: "drydock", stack, preview: true, config, secretKeys }, program);
}

void main(process.argv[2] ?? "", process.argv[3]);
