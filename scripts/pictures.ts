import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Generator, root } from "./generator";

const run = promisify(execFile);

/** The pictures of both environments, which README.md shows. */
export const pictures: Generator = {
  name: "pictures",
  files: async () => ({
    "docs/pictures/test.svg": await picture("test"),
    "docs/pictures/production.svg": await picture("production"),
  }),
};

async function picture(stack: string): Promise<string> {
  const source = ["--conditions=source", "--require=ts-node/register/transpile-only"];
  const args = [...source, "drydock/commands/main.ts", "diagram", "--stack", stack];
  const { stdout } = await run(process.execPath, args, { cwd: root });
  return stdout;
}
