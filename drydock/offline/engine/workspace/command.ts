/** The Pulumi CLI as the Automation API calls it. */
import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import type { PulumiCli } from "../cli/find";
import { endOf } from "../../terminal-child";
import { EngineFailure } from "../errors";
import { isMap } from "drydock-components/model/check/path";
import type { Values } from "./values";

/** Commands with a live display. */
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
 *
 * @param begin is called before each display
 */
export function terminalCommand(piped: PulumiCommand, begin: () => void): PulumiCommand {
  return answering(piped, ([command = "", ...rest], cwd, env) => {
    if (!displayed.has(command) || typeof cwd !== "string" || !isMap(env)) return undefined;
    begin();
    return runOnTerminal(piped.command, { args: withPreview([command, ...rest]), cwd, env });
  });
}

/**
 * A command for updates whose result nobody reads. After an update the Automation API starts the CLI three times for
 * outputs and history, as much processor time as a small update; here they are empty.
 */
export function withoutResults(command: PulumiCommand): PulumiCommand {
  return withAnswers(command, { "stack output": "{}", "stack history": "[]" });
}

/**
 * A command for a stack that exists. The Automation API selects a stack before it uses it, and yet names it in every call:
 * a start of the CLI whose result nobody needs.
 */
export function withoutSelection(command: PulumiCommand): PulumiCommand {
  return withAnswers(command, { "stack select": "" });
}

/** @param answers by the first two words of a call, what it would print */
function withAnswers(
  command: PulumiCommand,
  answers: Readonly<Record<string, string>>,
): PulumiCommand {
  return answering(command, (args) => {
    const stdout = answers[args.slice(0, 2).join(" ")];
    return stdout === undefined ? undefined : Promise.resolve({ stdout, stderr: "", code: 0 });
  });
}

type Answer = (args: readonly string[], cwd: unknown, env: unknown) => Promise<unknown> | undefined;

/** A command that asks `answer` first, and runs where that has none. */
function answering(command: PulumiCommand, answer: Answer): PulumiCommand {
  const run: unknown = Reflect.get(command, "run");
  if (typeof run !== "function") throw new TypeError("PulumiCommand no longer has the method run.");
  const runUnlessAnswered = async (...call: unknown[]): Promise<unknown> => {
    const [args, cwd, env] = call;
    const result: unknown = await ((isTexts(args) ? answer(args, cwd, env) : undefined) ??
      Reflect.apply(run, command, call));
    return result;
  };
  return new Proxy(command, {
    get: (target, key): unknown => (key === "run" ? runUnlessAnswered : Reflect.get(target, key)),
  });
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

/**
 * The Automation API skips the preview. With it, the engine refuses before any change: the deletion of a protected resource,
 * and violations of policies about the whole stack.
 */
function withPreview(args: readonly string[]): string[] {
  return args.filter((arg) => arg !== "--skip-preview");
}

interface TerminalCall {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Values;
}

/** At an interrupt the engine completes running operations. */
async function runOnTerminal(command: string, { args, cwd, env }: TerminalCall) {
  const environment = { ...process.env };
  for (const [key, value] of Object.entries(env)) environment[key] = String(value);
  const child = spawn(command, [...args], { cwd, env: environment, stdio: "inherit" });
  const code = await endOf(child);
  if (code !== 0) throw new EngineFailure(code);
  return { stdout: "", stderr: "", code };
}
