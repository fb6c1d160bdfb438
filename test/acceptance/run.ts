import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadStackFile } from "../../drydock/config";
import { plannedEndpoints } from "../../drydock/config/planned-endpoints";
import { UsageError } from "../../drydock/errors";
import type { CheckedOptions } from "./command";
import { type Estimate, estimate, estimateText } from "./cost";
import { end, live } from "./life";
import { type Prerequisite, prerequisites } from "./prerequisites";
import { contextOf } from "./context";
import { lastLines } from "./pulumi";
import { allPassed, type Report, type StepResult, writeReport } from "./report";
import { type RunSettings, stackName } from "./run-settings";
import type { Context } from "./step";
import type { Surroundings } from "./surroundings";
import { createWorkFolder, hasWorkFolder, openWorkFolder, type WorkFolder } from "./work-folder";

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
  const { account, region, destroy } = options;
  const { out, err, runs, random } = surroundings;
  if (destroy !== undefined && !hasWorkFolder(runs, destroy)) {
    throw new UsageError(
      `There is no environment ${destroy} in ${runs}: it was destroyed, or never made.`,
    );
  }
  const run: RunSettings = { account, region, stack: destroy ?? stackName(random()) };
  const needs = await prerequisites({ ...surroundings, aws: surroundings.aws(region) }, run);
  if (needs.some(({ problem }) => problem !== undefined)) {
    err(`${missing(needs)}\nNothing was created.\n`);
    return 1;
  }
  const cost = expectedCost(surroundings.root);
  out(`${plan(run, { needs, cost, destroys: destroy !== undefined })}\n`);
  if (!(await agreed(options, surroundings))) {
    out("Nothing was created.\n");
    return 1;
  }
  const startedAt = surroundings.clock.now().toISOString();
  const { context, steps } = await take(run, options, surroundings);
  const endedAt = surroundings.clock.now().toISOString();
  const passed = allPassed(steps);
  const report = { ...run, startedAt, endedAt, passed, estimatedUsd: cost.usd, steps };
  finish({ report, options, context, surroundings });
  return passed ? 0 : 1;
}

/** Creates the stack and lives it, or ends one that was left standing. */
async function take(run: RunSettings, options: CheckedOptions, surroundings: Surroundings) {
  const { out } = surroundings;
  if (options.destroy !== undefined) {
    const context = contextOf(run, openWorkFolder({ ...surroundings, run }), surroundings);
    return { context, steps: await end(context, out) };
  }
  const context = contextOf(run, createWorkFolder({ ...surroundings, run }), surroundings);
  const created = await context.pulumi.createStack();
  if (!created.succeeded) {
    throw new UsageError(
      `The stack cannot be created, so nothing was. ${lastLines(created.output)}`,
    );
  }
  return { context, steps: await live(context, { keep: options.keep, say: out }) };
}

/** Asks before money is spent. */
async function agreed(
  { yes }: CheckedOptions,
  { isTerminal, ask }: Surroundings,
): Promise<boolean> {
  if (yes) return true;
  if (!isTerminal) {
    throw new UsageError(
      "This costs money, and there is nobody to ask: --yes goes on. Nothing was created.",
    );
  }
  return /^y(es)?$/i.test((await ask("Go on? [y/N] ")).trim());
}

function expectedCost(root: string): Estimate {
  const stack = loadStackFile(join(root, "Pulumi.test.yaml"));
  if (!("config" in stack)) {
    throw new UsageError(
      "Pulumi.test.yaml has problems: npx drydock preview --stack test lists them.",
    );
  }
  const { config } = stack;
  const interfaces = plannedEndpoints(config).filter(({ kind }) => kind === "interface").length;
  return estimate(interfaces * (config.network.endpointZones ?? config.network.availabilityZones));
}

const needLine = ({ name, found, problem }: Prerequisite): string =>
  `  ${problem === undefined ? "ok     " : "missing"}  ${name}: ${problem ?? found ?? ""}`;

const missing = (needs: readonly Prerequisite[]): string =>
  ["A run needs:", ...needs.map(needLine)].join("\n");

function plan(
  { account, region, stack }: RunSettings,
  about: {
    readonly needs: readonly Prerequisite[];
    readonly cost: Estimate;
    readonly destroys: boolean;
  },
): string {
  const { needs, cost, destroys } = about;
  const what = destroys
    ? `Destroys the environment ${stack}`
    : `Creates an environment of its own, ${stack}, and destroys it at the end`;
  return [
    missing(needs),
    `${what}, in account ${account}, ${region}.`,
    ...(destroys ? [] : [`It takes ${estimateText(cost)}`]),
  ].join("\n");
}

interface Finish {
  readonly report: Report;
  readonly options: CheckedOptions;
  readonly context: Context;
  readonly surroundings: Surroundings;
}

/** Writes the report, removes what is not needed any more, and says what is left. */
function finish({ report, options, context, surroundings }: Finish): void {
  const { out, err } = surroundings;
  const { folder, run } = context;
  const paths = writeReport(folder.path, report, secretsOf(folder, surroundings));
  out(`\nReport: ${paths.join(", ")}\nWhat pulumi printed: ${folder.logFile}\n`);
  if (destroyed(report.steps)) {
    folder.clear();
    return;
  }
  err(
    `${options.keep ? "The environment was kept" : "The environment still stands"} and costs money. To destroy it:\n` +
      `  npm run acceptance -- --account ${run.account} --region ${run.region} --destroy ${run.stack}\n`,
  );
}

const destroyed = (steps: readonly StepResult[]): boolean =>
  steps.some(({ name, status }) => name === "destroys the environment" && status === "passed");

/** What the report may never show, although Pulumi hides secrets already. */
function secretsOf({ path }: WorkFolder, { shell }: Surroundings): readonly string[] {
  const names = [
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_CONFIG_PASSPHRASE",
  ];
  return [
    ...names.flatMap((name) => shell[name] ?? []),
    readFileSync(join(path, "passphrase"), "utf8"),
  ];
}
