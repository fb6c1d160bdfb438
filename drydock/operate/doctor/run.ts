/** `drydock doctor`: what is missing for an update. */
import { execFile } from "node:child_process";
import type { Surroundings } from "../../surroundings";
import { withAws } from "../aws";
import { callerOf, credentialSource } from "../credentials";
import { type EnvironmentChoice, environmentOf, type OperatedEnvironment } from "../environment";
import { inPlainWords } from "../refusals";
import { type Check, checksOf, type Identity } from "./checks";
import { wantedPlugins } from "./plugins";
import { readAccount } from "./read-account";

/** The user's choices. */
export interface DoctorOptions extends EnvironmentChoice {
  readonly json: boolean;
}

/** @returns 0, or 1 where something is missing */
export async function examine(
  { json, ...choice }: DoctorOptions,
  surroundings: Surroundings,
): Promise<number> {
  const environment = environmentOf(choice, surroundings);
  const { shell, out, progress } = surroundings;
  let questions = 0;
  const ask = (whom: string): void => {
    questions += 1;
    progress.say(`asking ${whom}, question ${questions}`);
  };
  const checks = await checksOf(environment.loaded.config, {
    run: (command, ...args) => {
      ask(command);
      return outputOf(command, args, surroundings);
    },
    identity: () => {
      ask("AWS");
      return identityOf(environment);
    },
    account: () => accountOf(environment),
    plugins: wantedPlugins(surroundings.folder),
    shell,
  });
  out(json ? `${JSON.stringify(checks, null, 2)}\n` : `${checks.map(lineOf).join("\n")}\n`);
  return checks.every(({ ok }) => ok) ? 0 : 1;
}

const lineOf = ({ what, ok, found, fix }: Check): string =>
  `${ok ? "ok      " : "missing "} ${what}: ${found}` +
  (fix === undefined ? "" : `\n         fix: ${fix}`);

/** A program that hangs is as good as none. */
const patience = 20_000;

function outputOf(
  command: string,
  args: readonly string[],
  { folder, shell }: Pick<Surroundings, "folder" | "shell">,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd: folder, env: { ...shell }, timeout: patience },
      (error, stdout) => {
        resolve(error === null ? stdout.trim() : undefined);
      },
    );
  });
}

async function identityOf(environment: OperatedEnvironment): Promise<Identity> {
  try {
    return await callerOf({ ...credentialSource(environment.loaded.aws), maxAttempts: 2 });
  } catch (error) {
    return problemOf(inPlainWords(error, environment));
  }
}

async function accountOf(environment: OperatedEnvironment) {
  const { config, region } = environment.loaded;
  try {
    return await withAws(environment, (aws) => readAccount(config, { aws, region }));
  } catch (error) {
    return problemOf(error);
  }
}

/** The first line says what is wrong; the check has the fix. */
function problemOf(error: unknown): { readonly problem: string } {
  const [problem = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return { problem };
}
