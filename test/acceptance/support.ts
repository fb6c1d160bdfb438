import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAws } from "./aws";
import { acceptance } from "./command";
import { fakeClock } from "./emulator/clock";
import type { Faults } from "./emulator/faults";
import { inProcess } from "./emulator/programs";
import { type Emulator, startEmulator } from "./emulator/server";
import { ACCOUNT, REGION } from "./emulator/world";
import { contextOf } from "./context";
import type { Command } from "./execute";
import { Interruption } from "./interruption";
import type { RunSettings } from "./run-settings";
import type { Context } from "./step";
import type { Surroundings } from "./surroundings";
import { createWorkFolder } from "./work-folder";

export const root = join(__dirname, "..", "..");

/** An emulated account and everything that a run meets on the way to it. */
export interface Stage {
  readonly emulator: Emulator;
  readonly surroundings: Surroundings;
  /** Where the folders of runs are. */
  readonly runs: string;
  /** The programs that were started. */
  readonly ran: readonly Command[];
  /** What was printed. */
  readonly printed: { out: string; err: string; asked: string };
}

const stages: Stage[] = [];

/** @param faults what goes wrong; `emulator.world.faults` may be changed later on */
export async function stage(
  faults: Faults = {},
  different: Partial<Surroundings> = {},
): Promise<Stage> {
  const clock = fakeClock();
  const emulator = await startEmulator(clock, { ...faults });
  const { execute, ran } = inProcess(emulator.programs, emulator.world.faults);
  const runs = mkdtempSync(join(tmpdir(), "drydock-acceptance-"));
  const printed = { out: "", err: "", asked: "" };
  let made = 0;
  const surroundings: Surroundings = {
    root,
    runs,
    shell: {},
    isTerminal: true,
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
    ask: (question) => {
      printed.asked += question;
      return Promise.resolve("y");
    },
    execute,
    aws: (region) =>
      createAws({
        region,
        endpoint: `${emulator.url}/aws`,
        credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secretAccessKeyOfTheTest" },
      }),
    clock,
    interruption: new Interruption(),
    random: () => `r${(made += 1)}`,
    ...different,
  };
  const one: Stage = { emulator, surroundings, runs, ran, printed };
  stages.push(one);
  return one;
}

/** For the end of every file that uses what is here: `after(cleanUp)`. */
export async function cleanUp(): Promise<void> {
  for (const { emulator, runs } of stages.splice(0)) {
    await emulator.close();
    rmSync(runs, { recursive: true, force: true });
  }
}

/** The context of a run whose environment already stands, if it is to. */
export async function contextOn(
  { surroundings }: Stage,
  { stands = true }: { readonly stands?: boolean } = {},
): Promise<Context> {
  const run: RunSettings = { account: ACCOUNT, region: REGION, stack: "acc-test" };
  const context = contextOf(run, createWorkFolder({ ...surroundings, run }), surroundings);
  if (stands) await context.pulumi.up();
  return context;
}

/** Runs the command with the emulated account's number and region, and more arguments. */
export const runIn = ({ surroundings }: Stage, ...args: readonly string[]): Promise<number> =>
  acceptance(["--account", ACCOUNT, "--region", REGION, ...args], surroundings);
