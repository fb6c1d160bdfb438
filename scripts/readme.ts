import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Generator, root } from "./generator";

const block = /(<!-- generated: preview -->\n)[\s\S]*?(<!-- end -->)/;

const run = promisify(execFile);

/** The output of a real preview in README.md. */
export const readmePreview: Generator = {
  name: "readme",
  files: async () => {
    const output = await previewOutput();
    const fresh = readFileSync(join(root, "README.md"), "utf8").replace(
      block,
      (_, start: string, end: string) => `${start}\n\`\`\`text\n${output}\n\`\`\`\n\n${end}`,
    );
    return { "README.md": fresh };
  },
};

/** Returns what a terminal without colors shows for the test environment, down to the number of findings. */
async function previewOutput(): Promise<string> {
  const source = ["--conditions=source", "--require=ts-node/register/transpile-only"];
  const args = [...source, "drydock/commands/main.ts", "preview", "--stack", "test"];
  const { stdout } = await run(process.execPath, args, { cwd: root });
  return stdout.slice(0, stdout.indexOf(" policies\n")) + " policies";
}
