import { Argument, Command } from "commander";
import type { ContractOptions } from "../operate/contract/run";
import type { Run } from "../surroundings";
import { withExamples } from "./options";

export function contract(run: Run): Command {
  const command = new Command("contract")
    .description(
      "Writes what a platform has published into the file that service stacks name under `drydock:platform`.",
    )
    .addArgument(
      new Argument("<platform>", "the platform: its project and stack, as platform-test"),
    )
    .option("--out <file>", "the file to write; prints it without")
    .option("--from <file>", "a file with the platform's output, in place of AWS")
    .option("--region <region>", "the platform's region", "us-east-2")
    .option("--profile <name>", "a profile of the AWS configuration files")
    .action((platform: string, options: Omit<ContractOptions, "platform">) =>
      run(async (surroundings) => {
        const { writeContract } = await import("../operate/contract/run");
        return writeContract({ ...options, platform }, surroundings);
      }),
    );
  return withExamples(command, [
    "contract platform-test --out platform.test.json",
    "contract platform-test --from outputs.json --out platform.test.json",
  ]);
}
