import type { Command } from "commander";
import type { StatusOptions } from "../operate/status/run";
import type { Run } from "../surroundings";
import { jsonOption, withExamples, workloadsCommand } from "./options";

export function status(run: Run): Command {
  const command = workloadsCommand(
    "status",
    "Shows services, tasks, deployments, scaling, the last hour's runs of jobs and alarms of a deployed environment on one screen. " +
      "Exit code 1 where one of them is not in order.",
  )
    .addOption(jsonOption())
    .option(
      "--watch",
      "stay, and read again every 5 seconds; --json prints a line each time",
      false,
    )
    .action((service: string | undefined, options: Omit<StatusOptions, "service">) =>
      run(async (surroundings) => {
        const { showStatus } = await import("../operate/status/run");
        return showStatus({ ...options, service }, surroundings);
      }),
    );
  return withExamples(command, [
    "status",
    "status --stack production --watch",
    "status web --json",
  ]);
}
