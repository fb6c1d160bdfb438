import type { Command } from "commander";
import type { PermissionsOptions } from "../permissions/run";
import type { Run } from "../surroundings";
import { jsonOption, stackCommand, withExamples } from "./options";

export function permissions(run: Run): Command {
  const command = stackCommand(
    "permissions",
    "Prints what the role that deploys a stack has to be allowed, as managed policies. Needs no AWS account.",
  )
    .option("--account <id>", "the account of every ARN; drydock:account without it")
    .addOption(jsonOption())
    .action((options: PermissionsOptions) =>
      run(async (surroundings) => {
        const { printPermissions } = await import("../permissions/run");
        return printPermissions(options, surroundings);
      }),
    );
  return withExamples(command, [
    "permissions --stack production",
    "permissions --stack production --account 111122223333 --json > production.json",
  ]);
}
