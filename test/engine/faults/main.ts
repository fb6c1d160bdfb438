/**
 * Lets every provider call of the test environment fail once: `npm run test:engine:faults`. Takes an hour and more
 * on two cores, and writes docs/sandbox-faults.md.
 */
import { type ChildProcess, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { findCli } from "../../../offline/engine/cli/find";
import { root } from "../support/scratch";
import type { FromWorker, ToWorker } from "./messages";
import { type FaultPoint, nameOf, phases } from "./points";

interface PhaseResult {
  readonly name: string;
  readonly points: readonly FaultPoint[];
  readonly failures: readonly {
    readonly point: FaultPoint;
    readonly problems: readonly string[];
  }[];
  readonly minutes: number;
}

function ask(worker: ChildProcess, message: ToWorker): Promise<FromWorker> {
  return new Promise((resolve, reject) => {
    const onEnd = (code: number | null): void => {
      reject(new Error(`A worker ended with ${String(code)}.`));
    };
    worker.once("exit", onEnd);
    worker.once("message", (answer: FromWorker) => {
      worker.off("exit", onEnd);
      resolve(answer);
    });
    worker.send(message);
  });
}

/** Every worker has the phase ready; the points are those that the first one found. */
async function prepare(workers: readonly ChildProcess[], phase: string) {
  const answers = await Promise.all(
    workers.map((worker) => ask(worker, { kind: "prepare", phase })),
  );
  return answers.flatMap((answer) => (answer.kind === "prepared" ? [answer.points] : []))[0] ?? [];
}

async function runPhase(workers: readonly ChildProcess[], name: string): Promise<PhaseResult> {
  const started = Date.now();
  const points = await prepare(workers, name);
  const failures: { point: FaultPoint; problems: readonly string[] }[] = [];
  const waiting = [...points];
  const strikeAll = async (worker: ChildProcess): Promise<void> => {
    for (let point = waiting.shift(); point !== undefined; point = waiting.shift()) {
      const left = waiting.length;
      const answer = await ask(worker, { kind: "strike", point });
      const problems = answer.kind === "struck" ? answer.problems : ["it was not struck"];
      if (problems.length > 0) failures.push({ point, problems });
      const outcome = problems.length === 0 ? "" : `: ${problems.join("; ")}`;
      process.stdout.write(
        `${name} ${points.length - left}/${points.length} ${nameOf(point)}${outcome}\n`,
      );
    }
  };
  await Promise.all(workers.map(strikeAll));
  return { name, points, failures, minutes: (Date.now() - started) / 60_000 };
}

function document(results: readonly PhaseResult[]): string {
  const methods = [...new Set(results.flatMap(({ points }) => points.map(({ method }) => method)))];
  const total = results.reduce((sum, { points }) => sum + points.length, 0);
  const failed = results.flatMap(({ failures }) => failures);
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [
    "# Every provider call fails once",
    "",
    "Written by `npm run test:engine:faults`; not edited by hand. CI runs a spread of the same points.",
    "",
    `Last run: ${new Date().toISOString().slice(0, 10)}, Pulumi CLI ${findCli().version}, the \`test\` environment, ` +
      `${total} points, ${failed.length} of them not mended by the next run.`,
    "",
    "At each point one call of one provider fails, once, before anything happened. Then: the operation stops with the " +
      "provider's message; the same operation run again completes; the state and the stand-in cloud hold the same " +
      "resources, no orphan and no duplicate.",
    "",
    row(["phase", ...methods, "points", "failed", "minutes"]),
    row(["---", ...methods.map(() => "---:"), "---:", "---:", "---:"]),
    ...results.map(({ name, points, failures, minutes }) =>
      row([
        name,
        ...methods.map((method) => points.filter((point) => point.method === method).length),
        points.length,
        failures.length,
        minutes.toFixed(0),
      ]),
    ),
    "",
    ...failed.map(({ point, problems }) => `- ${nameOf(point)}: ${problems.join("; ")}`),
    ...(failed.length > 0 ? [""] : []),
    "Not shown: a call that succeeds in AWS while its answer is lost. The resource is then in AWS and not in the state; " +
      "`pulumi import` takes it in (see [sandbox.md](sandbox.md)).",
    "",
  ].join("\n");
}

/** New processes for each phase: the engine's SDK keeps something of every program that ran. */
async function withWorkers<Result>(
  work: (workers: readonly ChildProcess[]) => Promise<Result>,
): Promise<Result> {
  const workers = Array.from({ length: availableParallelism() }, () =>
    fork(join(__dirname, "worker.ts"), {
      execArgv: ["--require", "ts-node/register/transpile-only"],
      serialization: "advanced",
    }),
  );
  try {
    return await work(workers);
  } finally {
    for (const worker of workers) worker.disconnect();
  }
}

async function main(): Promise<void> {
  const results: PhaseResult[] = [];
  for (const { name } of phases) {
    results.push(await withWorkers((workers) => runPhase(workers, name)));
  }
  writeFileSync(join(root, "docs", "sandbox-faults.md"), document(results));
  process.exitCode = results.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

void main();
