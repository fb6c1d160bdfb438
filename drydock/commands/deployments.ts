import { Argument, Command, InvalidArgumentError, Option } from "commander";
import type { DeploymentsOptions } from "../operate/deployments/run";
import type { Run } from "../surroundings";
import { configOption, jsonOption, stackOption, withExamples } from "./options";

export function deployments(run: Run): Command {
  const command = new Command("deployments")
    .description("Lists the deployments of a service, newest first, as ECS keeps them for 90 days.")
    .addArgument(new Argument("<service>", "a service of the stack file"))
    .addOption(stackOption())
    .addOption(configOption())
    .addOption(new Option("--limit <number>", "so many at most").argParser(limit).default(10))
    .addOption(jsonOption())
    .action((service: string, options: Omit<DeploymentsOptions, "service">) =>
      run(async (surroundings) => {
        const { listDeployments } = await import("../operate/deployments/run");
        return listDeployments({ ...options, service }, surroundings);
      }),
    );
  return withExamples(command, [
    "deployments web",
    "deployments web --stack production --limit 50",
  ]);
}

function limit(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= 1000) return value;
  throw new InvalidArgumentError("Give a whole number from 1 to 1000.");
}
