import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../drydock/errors";
import type { CheckedOptions } from "./command";
import { contextOf } from "./context";
import { end, live } from "./life";
import { agreed, expectedCost, needsText, planText } from "./plan";
import { prerequisites } from "./prerequisites";
import { lastLines } from "./pulumi";
import { allPassed, type Report, type StepResult, writeReport } from "./report";
import { type RunSettings, stackName } from "./run-settings";
import type { Context } from "./step";
import { destroys } from "./steps/destroys";
import type { Surroundings } from "./surroundings";
import { createWorkFolder, openWorkFolder, settingsIn, type WorkFolder } from "./work-folder";

/**
 * Checks what a run needs, asks, takes the environment through its life and writes the report.
 *
 * @returns the exit code: 0 where every step passed
 * @throws UsageError where there is nobody to ask, or nothing to destroy
 */
export async function runAcceptance(
  options: CheckedOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { out, err, clock, execute, root } = surroundings;
  const run = runOf(options, surroundings);
  const destroysOnly = options.destroy !== undefined;
  const aws = surroundings.aws(run.region);
  const needs = await prerequisites({ execute, aws, run, destroys: destroysOnly });
  if (needs.some(({ problem }) => problem !== undefined)) {
    err(`${needsText(needs)}\nNothing was changed.\n`);
    return 1;
  }
  const cost = expectedCost(root, run.region);
  out(`${planText({ run, needs, cost, destroys: destroysOnly })}\n`);
  if (!(await agreed(options, surroundings))) {
    out("Nothing was changed.\n");
    return 1;
  }
  const startedAt = clock.now().toISOString();
  const folder = destroysOnly
    ? openWorkFolder({ ...surroundings, run })
    : createWorkFolder({ ...surroundings, run });
  const context = contextOf(run, folder, surroundings);
  if (!destroysOnly && !(await createsStack(context, surroundings))) return 1;
  const steps = destroysOnly
    ? await end(context, out)
    : await live(context, { keep: options.keep, say: out });
  const passed = allPassed(steps);
  const endedAt = clock.now().toISOString();
  const report = { ...run, startedAt, endedAt, passed, estimatedUsd: cost.usd, steps };
  finish({ report, kept: options.keep, context, surroundings });
  return passed ? 0 : 1;
}

/** @throws UsageError where the environment to destroy is not there, or is another one's */
function runOf(
  { account, region, destroy }: CheckedOptions,
  { runs, random }: Surroundings,
): RunSettings {
  if (destroy === undefined) return { account, region, stack: stackName(random()) };
  const made = settingsIn(runs, destroy);
  if (made === undefined) {
    throw new UsageError(
      `There is no environment ${destroy} in ${runs}: it was destroyed, or never created.`,
    );
  }
  if (made.account !== account || made.region !== region) {
    throw new UsageError(
      `${destroy} was created with --account ${made.account} --region ${made.region}: give the same.`,
    );
  }
  return made;
}

/** Creates the empty stack. Where that fails, such as for a backend that is not there, nothing is left. */
async function createsStack(
  { pulumi, folder }: Context,
  { err }: Pick<Surroundings, "err">,
): Promise<boolean> {
  const { succeeded, output } = await pulumi.createStack();
  if (succeeded) return true;
  err(`Nothing was changed: the stack cannot be created. ${lastLines(output)}\n`);
  folder.clear();
  return false;
}

interface Finish {
  readonly report: Report;
  readonly kept: boolean;
  readonly context: Context;
  readonly surroundings: Surroundings;
}

/** Writes the report, removes what is not needed any more, and says what is left. */
function finish({ report, kept, context, surroundings }: Finish): void {
  const { out, err } = surroundings;
  const { folder, run } = context;
  const paths = writeReport(folder.path, report, secretsOf(folder, surroundings));
  out(`\nReport: ${paths.join(", ")}\nWhat pulumi printed: ${folder.logFile}\n`);
  if (destroyed(report.steps)) {
    folder.clear();
    return;
  }
  err(
    `${kept ? "The environment was kept" : "The environment still stands"} and costs money. To destroy it:\n` +
      `  npm run acceptance -- --account ${run.account} --region ${run.region} --destroy ${run.stack}\n`,
  );
}

const destroyed = (steps: readonly StepResult[]): boolean =>
  steps.some(({ name, status }) => name === destroys.name && status === "passed");

/** What the report may never show, although Pulumi hides secrets already. */
function secretsOf({ path }: WorkFolder, { shell }: Surroundings): readonly string[] {
  const names = [
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_CONFIG_PASSPHRASE",
  ];
  const passphrase = join(path, "passphrase");
  return [
    ...names.flatMap((name) => shell[name] ?? []),
    ...(existsSync(passphrase) ? [readFileSync(passphrase, "utf8")] : []),
  ];
}
