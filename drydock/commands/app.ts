import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { UsageError } from "../errors";
import { withExamples } from "./options";
import type { Run } from "../surroundings";

/** The demonstration's own starter: it belongs to the repository, not to this package. */
const starter = join("app", "dev", "main.ts");

export function app(run: Run): Command {
  const command = new Command("app")
    .description(
      "Runs the demonstration application in app/ on this machine: tasks behind a stand-in load balancer, " +
        "with stand-ins for metadata, secrets and the shared volume.",
    )
    .argument("[options...]", "--environment production, --port 9000, --tasks 3")
    .allowUnknownOption()
    .action((options: readonly string[]) =>
      run(async ({ folder }) => {
        const file = join(folder, starter);
        if (!existsSync(file)) {
          throw new UsageError(
            `There is no ${starter} in ${folder}: this repository has no demonstration.`,
          );
        }
        const { runTypeScript } = await import("../offline/fork");
        return runTypeScript(file, options);
      }),
    );
  return withExamples(command, ["app", "app --environment production --tasks 3 --port 9000"]);
}
