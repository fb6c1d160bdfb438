import type { Command } from "commander";
import type { ChangeOptions } from "../operate/changes";
import type { Run } from "../surroundings";
import { jsonOption, serviceCommand, withExamples, yesOption } from "./options";

export function restart(run: Run): Command {
  const command = serviceCommand(
    "restart",
    "Replaces the tasks of a service by new ones of the same revision, which read secrets and files again.",
  )
    .addOption(yesOption())
    .addOption(jsonOption())
    .action((service: string, options: Omit<ChangeOptions, "service">) =>
      run(async (surroundings) => {
        const { restartService } = await import("../operate/restart/run");
        return restartService({ ...options, service }, surroundings);
      }),
    );
  return withExamples(command, ["restart web", "restart web --stack production --yes"]);
}
