/** Runs the program once, as the preview does. Argument: a stack file. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { stackFileVariable } from "../drydock/config";
import { capture } from "../drydock/offline/capture";
import { programAt } from "../drydock/offline/load-program";
import { engineConfig } from "../drydock/offline/preview/engine-config";

async function main(stackFile: string): Promise<void> {
  const { config, secretKeys } = engineConfig(readFileSync(stackFile, "utf8"));
  process.env[stackFileVariable] = stackFile;
  const stack = /^Pulumi\.(.+)\.yaml$/.exec(basename(stackFile))?.[1] ?? "bench";
  const root = join(__dirname, "..");
  const program = programAt(root, join(root, "index"));
  await capture({ project: "drydock", stack, preview: true, config, secretKeys }, program);
}

void main(process.argv[2] ?? "");
