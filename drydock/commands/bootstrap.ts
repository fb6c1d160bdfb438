import { Command } from "commander";
import type { BootstrapOptions } from "../bootstrap/run";
import type { Run } from "../surroundings";
import { withExamples } from "./options";

export function bootstrap(run: Run): Command {
  const command = new Command("bootstrap")
    .description(
      "Writes bootstrap/, a program that makes an AWS account ready for deployments from GitHub, and computes what its deploy " +
        "roles have to be allowed. Run it again after a change of a stack file. Needs no AWS account.",
    )
    .option("--account <id>", "the account, where there is no bootstrap/ yet")
    .option("--repository <owner/name>", "the GitHub repository, where there is no bootstrap/ yet")
    .option("--check", "write nothing; exit with 1 where a file is out of date", false)
    .action((options: BootstrapOptions) =>
      run(async (surroundings) => {
        const { prepareAccount } = await import("../bootstrap/run");
        return prepareAccount(options, surroundings);
      }),
    );
  return withExamples(command, [
    "bootstrap --account 111122223333 --repository octo-org/shop",
    "bootstrap",
    "bootstrap --check",
  ]);
}
