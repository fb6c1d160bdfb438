import { Argument, Command } from "commander";
import type { WhyOptions } from "../operate/why/run";
import { configOption, jsonOption, stackOption, withExamples } from "./options";
import type { Run } from "../surroundings";

export function why(run: Run): Command {
  const command = new Command("why")
    .description(
      "Says why a service was not deployed, and how the stack file follows: reads the deployment, stopped tasks and logs from AWS.",
    )
    .addArgument(new Argument("[service]", "a service of the stack file; all without it"))
    .addOption(stackOption())
    .addOption(configOption())
    .addOption(jsonOption())
    .option("--markdown", "print Markdown, for the summary of a workflow run", false)
    .action((service: string | undefined, options: Omit<WhyOptions, "service">) =>
      run(async (surroundings) => {
        const { explainServices } = await import("../operate/why/run");
        return explainServices(
          { ...options, ...(service === undefined ? {} : { service }) },
          surroundings,
        );
      }),
    );
  return withExamples(command, ["why", "why web --stack production", "why web --json"]);
}
