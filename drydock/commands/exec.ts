import { Argument, type Command } from "commander";
import type { ExecOptions } from "../operate/exec/run";
import type { Run } from "../surroundings";
import { serviceCommand, withExamples } from "./options";

export function exec(run: Run): Command {
  const command = serviceCommand(
    "exec",
    "Opens a shell in a running task of a service with `exec: true`, or runs a command there. Needs a terminal and AWS's Session " +
      "Manager plugin.",
  )
    .addArgument(new Argument("[command...]", "after --: a command in place of /bin/sh"))
    .option("--container <name>", "such as a sidecar; defaults to the service's own")
    .option("--task <id>", "a task's id or its beginning; any task without it")
    .action(
      (
        service: string,
        words: readonly string[],
        options: Omit<ExecOptions, "service" | "command">,
      ) =>
        run(async (surroundings) => {
          const { openShell } = await import("../operate/exec/run");
          return openShell({ ...options, service, command: words }, surroundings);
        }),
    );
  return withExamples(command, ["exec web", "exec web --task 0123abcd -- node --version"]);
}
