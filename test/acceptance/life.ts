import { Interrupted, messageOf } from "./failure";
import { duration, type StepResult } from "./report";
import type { Context, Step } from "./step";
import { endSteps, lifeSteps } from "./steps";

export interface LifeOptions {
  /** Leaves the environment standing at the end. */
  readonly keep: boolean;
  readonly say: (text: string) => void;
}

/** Takes an environment through its life. It is destroyed at the end, whatever happened before, unless it is to be kept. */
export async function live(
  context: Context,
  { keep, say }: LifeOptions,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const [at, step] of lifeSteps.entries()) {
    const stands = at === 0 || results[0]?.status === "passed";
    results.push(
      stands && !context.interruption.signal.aborted
        ? await take(step, context, say)
        : notRun(step),
    );
  }
  return keep ? results : [...results, ...(await end(context, say))];
}

/** Destroys what stands, and looks whether something is left. */
export async function end(
  context: Context,
  say: LifeOptions["say"],
): Promise<readonly StepResult[]> {
  const { interruption } = context;
  if (interruption.signal.aborted) {
    say("Interrupted: what stands is destroyed. Interrupt again to leave it standing.\n");
    interruption.restart();
    await context.pulumi.cancel();
  }
  const results: StepResult[] = [];
  for (const step of endSteps) {
    results.push(interruption.signal.aborted ? notRun(step) : await take(step, context, say));
  }
  return results;
}

async function take(step: Step, context: Context, say: LifeOptions["say"]): Promise<StepResult> {
  const { name, proves } = step;
  const { clock, interruption } = context;
  const start = clock.now().getTime();
  say(`${name} ... `);
  const outcome = await outcomeOf(step, context);
  const status =
    outcome.status === "failed" && interruption.signal.aborted ? "interrupted" : outcome.status;
  const seconds = Math.round((clock.now().getTime() - start) / 1000);
  say(`${status} (${duration(seconds)})\n`);
  const lines = [...(outcome.reason?.split("\n") ?? []), ...outcome.evidence];
  say(lines.map((line) => `    ${line}\n`).join(""));
  return { name, proves, seconds, ...outcome, status };
}

async function outcomeOf(
  step: Step,
  context: Context,
): Promise<Pick<StepResult, "status" | "evidence" | "reason">> {
  try {
    return { status: "passed", evidence: await step.run(context) };
  } catch (error) {
    const status = error instanceof Interrupted ? "interrupted" : "failed";
    return { status, evidence: [], reason: messageOf(error) };
  }
}

const notRun = ({ name, proves }: Step): StepResult => ({
  name,
  proves,
  status: "not run",
  seconds: 0,
  evidence: [],
});
