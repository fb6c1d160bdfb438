import type { Command } from "commander";
import type { RollbackOptions } from "../operate/rollback/run";
import type { Run } from "../surroundings";
import { jsonOption, serviceCommand, withExamples, yesOption } from "./options";

export function rollback(run: Run): Command {
  const command = serviceCommand(
    "rollback",
    "Goes back to an earlier revision of a service, or from a deployment that is under way. Says what differs, and how the stack " +
      "file follows.",
  )
    .option(
      "--to <revision>",
      "a number, as `deployments` lists them; defaults to the last that succeeded",
    )
    .addOption(yesOption())
    .addOption(jsonOption())
    .action((service: string, options: Omit<RollbackOptions, "service">) =>
      run(async (surroundings) => {
        const { rollBack } = await import("../operate/rollback/run");
        return rollBack({ ...options, service }, surroundings);
      }),
    );
  return withExamples(command, ["rollback web", "rollback web --stack production --to 11"]);
}
