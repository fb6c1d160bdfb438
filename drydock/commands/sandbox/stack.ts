/** The commands that read a sandboxed stack, or help it up after a killed update. */
import type { Command } from "commander";
import { stringify } from "yaml";
import { jsonOption, stackCommand, type StackOptions } from "../options";
import type { Run } from "../../surroundings";
import { withSandbox } from "./opened";

interface ReadOptions extends StackOptions {
  readonly json: boolean;
}

/** YAML for people, JSON for programs. */
const textOf = (value: unknown, { json }: ReadOptions): string =>
  json ? `${JSON.stringify(value, undefined, 2)}\n` : stringify(value);

export function outputs(run: Run): Command {
  return stackCommand("outputs", "Prints the stack's outputs; secrets stay hidden.")
    .addOption(jsonOption())
    .action((options: ReadOptions) =>
      run((surroundings) =>
        withSandbox(options, surroundings, async ({ stack }) => {
          const all = Object.entries(await stack.outputs());
          const shown = all.map(([key, output]): [string, unknown] => [
            key,
            output.secret ? "[secret]" : output.value,
          ]);
          surroundings.out(textOf(Object.fromEntries(shown), options));
        }),
      ),
    );
}

export function history(run: Run): Command {
  return stackCommand("history", "Prints the updates so far.")
    .addOption(jsonOption())
    .action((options: ReadOptions) =>
      run((surroundings) =>
        withSandbox(options, surroundings, async ({ stack }) => {
          const all = await stack.history();
          // The newest is first; a backend of files counts none of them.
          const updates = all.map(
            ({ kind, result, startTime, endTime, resourceChanges }, index) => ({
              version: all.length - index,
              kind,
              result,
              startTime,
              endTime,
              resourceChanges,
            }),
          );
          surroundings.out(textOf(updates, options));
        }),
      ),
    );
}

export function exportState(run: Run): Command {
  return stackCommand("export", "Prints the state as JSON, secrets encrypted.").action(
    (options: StackOptions) =>
      run((surroundings) =>
        // Not the Automation API's export: that one decrypts.
        withSandbox(options, surroundings, async (sandbox) => {
          surroundings.out(await sandbox.pulumi("stack", "export"));
        }),
      ),
  );
}

export function cancel(run: Run): Command {
  return stackCommand("cancel", "Removes the lock of an update that was killed.").action(
    (options: StackOptions) =>
      run((surroundings) =>
        withSandbox(options, surroundings, async ({ stack }) => {
          await stack.cancel();
        }),
      ),
  );
}

export function recover(run: Run): Command {
  return stackCommand(
    "recover",
    "After a killed update: cancels it, adopts the created resources, refreshes.",
  ).action((options: StackOptions) =>
    run((surroundings) =>
      withSandbox(options, surroundings, async (sandbox) => {
        const { recover: recoverStack } = await import("../../offline/engine/recover");
        for (const { urn, id } of await recoverStack(sandbox)) {
          surroundings.out(`${id === undefined ? "was not created" : `exists: ${id}`}  ${urn}\n`);
        }
      }),
    ),
  );
}
