/** The Pulumi CLI as the Automation API calls it. */
import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import type { PulumiCli } from "../cli/find";
import { EngineFailure } from "../errors";
import { isMap, type Values } from "./values";

/** Commands that have a display of their own. */
const displayed = new Set(["up", "preview", "refresh", "destroy"]);

/** The CLI with piped output, for programs. */
export async function pipedCommand(cli: PulumiCli): Promise<PulumiCommand> {
  const path = process.env["PATH"] ?? "";
  const folder = dirname(cli.path);
  if (!path.split(delimiter).includes(folder)) process.env["PATH"] = [folder, path].join(delimiter);
  return PulumiCommand.get();
}

/**
 * The CLI with its live display on the user's terminal. The Automation API pipes all output, which makes
 * the engine print plain lines.
 */
export function terminalCommand(piped: PulumiCommand): PulumiCommand {
  const run: unknown = Reflect.get(piped, "run");
  if (typeof run !== "function") throw new TypeError("PulumiCommand has no method run any more.");
  const runShown = async (...call: unknown[]): Promise<unknown> => {
    const [args, cwd, env] = call;
    if (isTexts(args) && displayed.has(args[0] ?? "") && typeof cwd === "string" && isMap(env)) {
      return runOnTerminal(piped.command, { args: withPreview(args), cwd, env });
    }
    const result: unknown = await Reflect.apply(run, piped, call);
    return result;
  };
  return new Proxy(piped, {
    get: (target, key): unknown => (key === "run" ? runShown : Reflect.get(target, key)),
  });
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

/**
 * The Automation API leaves the preview out. With it, the engine refuses before anything has changed: a protected resource that
 * would be deleted, and what a policy over the whole stack forbids.
 */
function withPreview(args: readonly string[]): string[] {
  return args.filter((arg) => arg !== "--skip-preview");
}

interface TerminalCall {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Values;
}

function runOnTerminal(command: string, { args, cwd, env }: TerminalCall) {
  // An interrupt reaches the engine too, which ends what is under way; until then it needs us.
  const ignoreInterrupt = (): void => undefined;
  process.on("SIGINT", ignoreInterrupt);
  const environment = { ...process.env };
  for (const [key, value] of Object.entries(env)) environment[key] = String(value);
  const child = spawn(command, [...args], { cwd, env: environment, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve({ stdout: "", stderr: "", code });
      else reject(new EngineFailure(code ?? 1));
    });
  }).finally(() => {
    process.off("SIGINT", ignoreInterrupt);
  });
}
