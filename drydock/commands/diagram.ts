import { Command, Option } from "commander";
import type { DiagramOptions } from "../diagram/run";
import type { Run } from "../surroundings";
import { configOption, stackOption, withExamples } from "./options";

export function diagram(run: Run): Command {
  const command = new Command("diagram")
    .description(
      "Draws an environment: where its parts are, and who may connect to whom on which port. Needs no AWS account.",
    )
    .addOption(stackOption())
    .addOption(configOption().conflicts("stack"))
    .option("--service <name>", "only this service or job and its neighbours")
    .addOption(
      new Option("--format <format>", "a picture, or a Mermaid flowchart for Markdown")
        .choices(["svg", "mermaid"])
        .default("svg"),
    )
    .option("-o, --out <file>", "write it into this file instead of standard output")
    .action((options: DiagramOptions) =>
      run(async (surroundings) => {
        const { drawStack } = await import("../diagram/run");
        return drawStack(options, surroundings);
      }),
    );
  return withExamples(command, [
    "diagram --stack production --out environment.svg",
    "diagram --service web --format mermaid",
  ]);
}
