import { Command, CommanderError } from "commander";
import { UsageError } from "../errors";
import { DamagedCloudError } from "../offline/cloud/errors";
import { EngineFailure, SandboxError } from "../offline/engine/errors";
import { packageVersion } from "../offline/package-folder";
import { completion } from "./complete";
import { silent } from "../progress";
import { clearingProgress, type Run, type Surroundings } from "../surroundings";

type CommandOf = (run: Run) => Command;

/** In the order of a newcomer's first day; only what the arguments name is loaded. */
const commands: ReadonlyMap<string, () => Promise<CommandOf>> = new Map(
  Object.entries({
    init: async () => (await import("./init")).init,
    preview: async () => (await import("./preview")).preview,
    policies: async () => (await import("./policies")).policies,
    permissions: async () => (await import("./permissions")).permissions,
    bootstrap: async () => (await import("./bootstrap")).bootstrap,
    prices: async () => (await import("./prices")).prices,
    diagram: async () => (await import("./diagram")).diagram,
    explain: async () => (await import("./explain")).explain,
    sandbox: async () => (await import("./sandbox")).sandbox,
    import: async () => (await import("./import")).importFiles,
    app: async () => (await import("./app")).app,
    doctor: async () => (await import("./doctor")).doctor,
    look: async () => (await import("./look")).look,
    status: async () => (await import("./status")).status,
    logs: async () => (await import("./logs")).logs,
    why: async () => (await import("./why")).why,
    deployments: async () => (await import("./deployments")).deployments,
    approve: async () => (await import("./approve")).approve,
    rollback: async () => (await import("./rollback")).rollback,
    scale: async () => (await import("./scale")).scale,
    restart: async () => (await import("./restart")).restart,
    run: async () => (await import("./run")).runTask,
    exec: async () => (await import("./exec")).exec,
    contract: async () => (await import("./contract")).contract,
    "pull-request": async () => (await import("./pull-request")).pullRequest,
    upgrade: async () => (await import("./upgrade")).upgrade,
  }),
);

/** The command that the arguments begin with, or else all of them, such as for `--help`. */
function commandsFor([name = ""]: readonly string[]): Promise<CommandOf[]> {
  const named = commands.get(name);
  const wanted = named === undefined ? [...commands.values()] : [named];
  return Promise.all(wanted.map((load) => load()));
}

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
  program.hook("preAction", async (_program, command) => {
    if (command.opts()["json"] === true) seen = { ...seen, progress: silent };
    await spareCompilers();
  });
  for (const command of await commandsFor(args)) program.addCommand(command(run));
  await completion(program, args, surroundings.folder);
  withHabits(program, surroundings);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return exitCodeOf(error, surroundings);
  }
}

/** zod compiles a function for each of a hundred schemas, to check a few values with each: 3 % of a preview. */
async function spareCompilers(): Promise<void> {
  const { config } = await import("zod");
  config({ jitless: true });
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
