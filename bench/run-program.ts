/** Runs the program once, as the preview does. Argument: a stack file. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { STACK_FILE_VARIABLE } from "../drydock/config";
import { capture } from "../drydock/offline/capture";
import { engineConfig } from "../drydock/offline/preview/engine-config";

async function main(stackFile: string): Promise<void> {
  const { config, secretKeys } = engineConfig(readFileSync(stackFile, "utf8"));
  process.env[STACK_FILE_VARIABLE] = stackFile;
  const stack = /^Pulumi\.(.+)\.yaml$/.exec(basename(stackFile))?.[1] ?? "bench";
  const load = createRequire(__filename);
  await capture({ project: "drydock", stack, preview: true, config, secretKeys }, (): unknown =>
    load(join(__dirname, "../index")),
  );
}

void main(process.argv[2] ?? "");
