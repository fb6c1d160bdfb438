import type { Command } from "commander";
import type { ApproveOptions } from "../operate/approve/run";
import type { Run } from "../surroundings";
import { jsonOption, serviceCommand, withExamples, yesOption } from "./options";

export function approve(run: Run): Command {
  const command = serviceCommand(
    "approve",
    "Lets a deployment go on that waits for approval, or rejects it, which rolls it back.",
  )
    .alias("continue")
    .option("--reject", "roll the deployment back", false)
    .addOption(yesOption())
    .addOption(jsonOption())
    .action((service: string, options: Omit<ApproveOptions, "service">) =>
      run(async (surroundings) => {
        const { approveDeployment } = await import("../operate/approve/run");
        return approveDeployment({ ...options, service }, surroundings);
      }),
    );
  return withExamples(command, [
    "approve web --stack production",
    "approve web --stack production --reject --yes",
  ]);
}
