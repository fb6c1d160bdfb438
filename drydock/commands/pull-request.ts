import { Argument, Command } from "commander";
import type { PullRequestOptions } from "../pull-request/run";
import type { Run } from "../surroundings";
import { wholeNumber, withExamples } from "./options";

export function pullRequest(run: Run): Command {
  const command = new Command("pull-request")
    .description(
      "Writes the stack file of a pull request's environment on the platform, with a name and hosts of its own.",
    )
    .addArgument(
      new Argument("<number>", "the pull request's number").argParser(wholeNumber(1, 999_999_999)),
    )
    .requiredOption("--from <stack>", "the service stack to copy")
    .action((number: number, options: Omit<PullRequestOptions, "number">) =>
      run(async (surroundings) => {
        const { writePullRequestStack } = await import("../pull-request/run");
        return writePullRequestStack({ ...options, number }, surroundings);
      }),
    );
  return withExamples(command, ["pull-request 123 --from test"]);
}
