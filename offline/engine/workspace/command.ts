/** The Pulumi CLI as the Automation API calls it. */
import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import type { PulumiCli } from "../cli/find";

/** The engine has said what went wrong; only the exit code is left to pass on. */
export class EngineFailure extends Error {
  override readonly name = "EngineFailure";

  constructor(readonly exitCode: number) {
    super(`pulumi ended with code ${exitCode}`);
  }
}

/** Commands that have a display of their own. */
const displayed = new Set(["up", "preview", "refresh", "destroy"]);

/** The CLI with piped output, for programs. */
export async function pipedCommand(cli: PulumiCli): Promise<PulumiCommand> {
  const path = process.env["PATH"] ?? "";
  const folder = dirname(cli.path);
  if (!path.split(delimiter).includes(folder)) process.env["PATH"] = [folder, path].join(delimiter);
  return PulumiCommand.get();
}

interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/**
 * The CLI with its live display on the user's terminal. The Automation API pipes all output, which makes
 * the engine print plain lines.
 */
export function terminalCommand(piped: PulumiCommand): PulumiCommand {
  const run: unknown = Reflect.get(piped, "run");
  if (typeof run !== "function") throw new TypeError("PulumiCommand has no method run any more.");
  const shown = {
    command: piped.command,
    version: piped.version,
    run: async (
      args: string[],
      cwd: string,
      env: Record<string, string>,
      ...rest: unknown[]
    ): Promise<unknown> => {
      if (displayed.has(args[0] ?? "")) {
        return runOnTerminal(piped.command, { args: withPreview(args), cwd, env });
      }
      const result: unknown = await Reflect.apply(run, piped, [args, cwd, env, ...rest]);
      return result;
    },
  };
  return shown;
}

/**
 * A destruction shows first what it would delete: the engine then refuses protected resources before it
 * has deleted what uses them.
 */
function withPreview(args: readonly string[]): string[] {
  return args.filter((arg) => args[0] !== "destroy" || arg !== "--skip-preview");
}

function runOnTerminal(
  command: string,
  { args, cwd, env }: { args: string[]; cwd: string; env: Record<string, string> },
): Promise<CommandResult> {
  // An interrupt reaches the engine too, which ends what is under way; until then it needs us.
  const ignoreInterrupt = (): void => undefined;
  process.on("SIGINT", ignoreInterrupt);
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: "inherit" });
  return new Promise<CommandResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve({ stdout: "", stderr: "", code });
      else reject(new EngineFailure(code ?? 1));
    });
  }).finally(() => {
    process.off("SIGINT", ignoreInterrupt);
  });
}
