import { Command, CommanderError } from "commander";
import { UsageError } from "../errors";
import { DamagedCloudError } from "../offline/cloud/errors";
import { EngineFailure, SandboxError } from "../offline/engine/errors";
import { packageVersion } from "../offline/package-folder";
import { app } from "./app";
import { approve } from "./approve";
import { bootstrap } from "./bootstrap";
import { completion } from "./complete";
import { contract } from "./contract";
import { deployments } from "./deployments";
import { diagram } from "./diagram";
import { doctor } from "./doctor";
import { exec } from "./exec";
import { explain } from "./explain";
import { importFiles } from "./import";
import { init } from "./init";
import { logs } from "./logs";
import { look } from "./look";
import { permissions } from "./permissions";
import { policies } from "./policies";
import { preview } from "./preview";
import { prices } from "./prices";
import { pullRequest } from "./pull-request";
import { restart } from "./restart";
import { rollback } from "./rollback";
import { runTask } from "./run";
import { sandbox } from "./sandbox";
import { scale } from "./scale";
import { silent } from "../progress";
import { clearingProgress, type Run, type Surroundings } from "../surroundings";
import { status } from "./status";
import { upgrade } from "./upgrade";
import { why } from "./why";

/** In the order of a newcomer's first day. Each loads its work only when it is run. */
const commands = [
  ...[
    init,
    preview,
    policies,
    permissions,
    bootstrap,
    prices,
    diagram,
    explain,
    sandbox,
    importFiles,
    app,
  ],
  ...[
    doctor,
    look,
    status,
    logs,
    why,
    deployments,
    approve,
    rollback,
    scale,
    restart,
    runTask,
    exec,
    contract,
    pullRequest,
  ],
  upgrade,
];

/**
 * Runs `drydock` with its arguments.
 *
 * @returns the exit code: 0 in order, 1 found something, 2 used wrongly
 */
export async function runDrydock(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  let code = 0;
  let seen = clearingProgress(surroundings);
  const run: Run = async (work) => {
    try {
      code = await work(seen);
    } finally {
      seen.progress.end();
    }
  };
  const program = new Command("drydock")
    .description(
      "Containers on Amazon ECS with AWS Fargate from one YAML file for each environment.",
    )
    .version(packageVersion(), "-v, --version", "print the version")
    .addHelpText(
      "after",
      "\nExit codes: 0 in order, 1 found something, 2 used wrongly.\n" +
        "`drydock <command> --help` shows a command's options and examples.",
    );
  program.hook("preAction", (_program, command) => {
    if (command.opts()["json"] === true) seen = { ...seen, progress: silent };
  });
  for (const command of commands) program.addCommand(command(run));
  await completion(program, args, surroundings.folder);
  withHabits(program, surroundings);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return exitCodeOf(error, surroundings);
  }
}

/** Settings of every command at every level. */
function withHabits(command: Command, { out, err }: Pick<Surroundings, "out" | "err">): void {
  command
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .allowExcessArguments(false)
    .helpCommand(false)
    .showHelpAfterError(`\n${fullName(command)} --help shows what there is.`);
  // Completion's own commands take whatever has been typed so far.
  for (const child of command.commands) {
    if (child.name() !== "complete") withHabits(child, { out, err });
  }
}

function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}

function exitCodeOf(error: unknown, { err }: Surroundings): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof EngineFailure) return 1;
  const known = [DamagedCloudError, SandboxError, UsageError].some((kind) => error instanceof kind);
  const message = error instanceof Error ? error.message : String(error);
  // A fault of Drydock itself: its stack is worth reporting.
  const stack = error instanceof Error ? error.stack : undefined;
  err(`${known ? message : (stack ?? message)}\n`);
  return error instanceof UsageError ? 2 : 1;
}
