import { Command } from "commander";
import type { Run } from "../../surroundings";
import { cli, describe, reset } from "./cloud";
import { cancel, exportState, history, outputs, recover } from "./stack";
import { updates } from "./updates";

/** The repository's program on the real engine, without a cloud account. */
export function sandbox(run: Run): Command {
  const command = new Command("sandbox").description(
    "Runs the program on the real Pulumi engine and a stand-in cloud. Needs the Pulumi CLI, no AWS account.",
  );
  const children = [
    ...updates,
    outputs,
    history,
    exportState,
    cancel,
    recover,
    describe,
    reset,
    cli,
  ];
  for (const child of children) command.addCommand(child(run));
  return command;
}
