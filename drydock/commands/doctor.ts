import type { Command } from "commander";
import type { DoctorOptions } from "../operate/doctor/run";
import { jsonOption, stackCommand, withExamples } from "./options";
import type { Run } from "../surroundings";

export function doctor(run: Run): Command {
  const command = stackCommand(
    "doctor",
    "Says what this machine and these credentials lack for pulumi up, each with its fix.",
  )
    .addOption(jsonOption())
    .action((options: DoctorOptions) =>
      run(async (surroundings) => {
        const { examine } = await import("../operate/doctor/run");
        return examine(options, surroundings);
      }),
    );
  return withExamples(command, ["doctor", "doctor --stack production", "doctor --json"]);
}
