import type { Command } from "commander";
import type { WhyOptions } from "../operate/why/run";
import { jsonOption, servicesCommand, withExamples } from "./options";
import type { Run } from "../surroundings";

export function why(run: Run): Command {
  const command = servicesCommand(
    "why",
    "Says why a service was not deployed, and how the stack file follows: reads the deployment, stopped tasks and logs from AWS.",
  )
    .addOption(jsonOption())
    .option("--markdown", "print Markdown, for the summary of a workflow run", false)
    .action((service: string | undefined, options: Omit<WhyOptions, "service">) =>
      run(async (surroundings) => {
        const { explainServices } = await import("../operate/why/run");
        return explainServices({ ...options, service }, surroundings);
      }),
    );
  return withExamples(command, ["why", "why web --stack production", "why web --json"]);
}
