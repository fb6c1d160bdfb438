import { Command, CommanderError } from "commander";
import { regionProblems } from "drydock-components/model/region";
import { UsageError } from "../../drydock/errors";
import { runAcceptance } from "./run";
import { endSteps, lifeSteps } from "./steps";
import type { Surroundings } from "./surroundings";

export interface Options {
  readonly account?: string;
  readonly region?: string;
  readonly yes: boolean;
  readonly keep: boolean;
  readonly list: boolean;
  readonly destroy?: string;
}

/**
 * Runs `npm run acceptance` with its arguments.
 *
 * @returns the exit code: 0 every step passed, 1 one did not or the run could not start, 2 used wrongly
 */
export async function acceptance(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { out, err } = surroundings;
  let code = 0;
  const command = new Command("npm run acceptance --")
    .description(
      "Takes a disposable environment through its life on real AWS, and writes a report. It costs money, so it asks first.",
    )
    .option("--account <id>", "the one account it may use")
    .option("--region <region>", "where")
    .option("--yes", "do not ask", false)
    .option("--keep", "leave the environment standing at the end", false)
    .option(
      "--destroy <stack>",
      "destroy an environment that was left standing, and do nothing else",
    )
    .option("--list", "list the steps and do nothing", false)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .action(async (options: Options) => {
      code = options.list ? list(out) : await runAcceptance(checked(options), surroundings);
    });
  try {
    await command.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UsageError)) throw error;
    err(`${error.message}\n`);
    return 2;
  }
}

/** Options that hold. */
export interface CheckedOptions extends Options {
  readonly account: string;
  readonly region: string;
}

/** @throws UsageError with everything that is wrong with the options */
function checked(options: Options): CheckedOptions {
  const { account = "", region = "" } = options;
  const problems = [accountProblem(account), regionProblem(region), destroyProblem(options)].filter(
    (problem) => problem !== undefined,
  );
  if (problems.length === 0) return { ...options, account, region };
  throw new UsageError(
    [...problems, "Nothing was created. --help shows the options, --list the steps."].join("\n"),
  );
}

function accountProblem(account: string): string | undefined {
  if (account === "") return "Name the account: --account 111122223333. No other one is touched.";
  return /^\d{12}$/.test(account)
    ? undefined
    : `--account is ${JSON.stringify(account)}: an account has 12 digits.`;
}

function regionProblem(region: string): string | undefined {
  if (region === "") return "Name the region: --region us-east-2.";
  return regionProblems(region)
    .map(({ message, fix }) => `--region is ${JSON.stringify(region)}: ${message} ${fix}`)
    .at(0);
}

function destroyProblem({ destroy, keep }: Options): string | undefined {
  if (destroy === undefined) return undefined;
  if (keep) return "--destroy and --keep say two things at once.";
  return /^acc-[a-z0-9]+$/.test(destroy)
    ? undefined
    : `--destroy is ${JSON.stringify(destroy)}: give the stack that a run named, such as acc-1a2b3c.`;
}

function list(out: Surroundings["out"]): number {
  const steps = [...lifeSteps, ...endSteps];
  const width = Math.max(...steps.map(({ name }) => name.length));
  const lines = steps.map(
    ({ name, proves }, at) => `${String(at + 1).padStart(2)}  ${name.padEnd(width)}  ${proves}`,
  );
  out(`${lines.join("\n")}\n`);
  return 0;
}
