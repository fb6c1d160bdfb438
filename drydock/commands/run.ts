import { Argument, type Command } from "commander";
import type { RunOptions } from "../operate/run/run";
import type { Run } from "../surroundings";
import { jsonOption, stackCommand, withExamples } from "./options";

export function runTask(run: Run): Command {
  const command = stackCommand(
    "run",
    "Runs a job, or a command in a task of its own with the image, variables, secrets, volumes and network of a service. Prints its " +
      "lines, waits for its end and ends with its exit code; Ctrl-C stops the task.",
  )
    .addArgument(new Argument("<name>", "a job or a service of the stack file"))
    .addArgument(
      new Argument("[command...]", "after --: the command and its arguments; a job has its own"),
    )
    .option("--container <name>", "the container that runs it; defaults to the service's own")
    .option("-d, --detach", "print the task's id, and do not wait", false)
    .addOption(jsonOption())
    .action(
      (name: string, words: readonly string[], options: Omit<RunOptions, "name" | "command">) =>
        run(async (surroundings) => {
          const { runOnce } = await import("../operate/run/run");
          return runOnce({ ...options, name, command: words }, surroundings);
        }),
    );
  return withExamples(command, [
    "run migrate",
    "run web -- node migrate.js",
    "run web --stack production -- sh -c 'node report.js | gzip'",
    "run web --detach -- node reindex.js --all",
  ]);
}
