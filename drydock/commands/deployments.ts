import { type Command, Option } from "commander";
import type { DeploymentsOptions } from "../operate/deployments/run";
import type { Run } from "../surroundings";
import { jsonOption, serviceCommand, wholeNumber, withExamples } from "./options";

export function deployments(run: Run): Command {
  const command = serviceCommand(
    "deployments",
    "Lists the deployments of a service, newest first, as ECS keeps them for 90 days.",
  )
    .addOption(
      new Option("--limit <number>", "so many at most").argParser(wholeNumber(1, 1000)).default(10),
    )
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
