/** Makes a stack in a sandbox of its own, and prints what that took. Started by update-cost.ts. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { findCli } from "../../drydock/offline/engine/cli/find";
import { openSandbox } from "../../drydock/offline/engine/sandbox";
import { pipedCommand } from "../../drydock/offline/engine/workspace/command";

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function main(stackFile: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "drydock-bench-"));
  const command = await pipedCommand(findCli());
  const stack = basename(stackFile).split(".")[1] ?? "";
  const root = resolve(__dirname, "..", "..");
  const sandbox = await openSandbox({ root, stack, stackFile, folder, command });
  try {
    const upSeconds = await seconds(() => sandbox.stack.up());
    // In KiB, https://nodejs.org/api/process.html#processresourceusage
    const programMiB = Math.round(process.resourceUsage().maxRSS / 1024);
    const previewSeconds = await seconds(() => sandbox.stack.preview({ expectNoChanges: true }));
    const [last] = await sandbox.stack.history(1);
    const resources = last?.resourceChanges?.create ?? 0;
    process.stdout.write(
      JSON.stringify({ stack, resources, upSeconds, programMiB, previewSeconds }),
    );
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main(process.argv[2] ?? "");
