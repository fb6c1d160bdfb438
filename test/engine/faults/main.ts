/**
 * Lets every provider call of the test environment fail once, and writes docs/sandbox-faults.md:
 *
 *     npm run test:engine:faults                   three quarters of an hour on two cores
 *     npm run test:engine:faults -- destruction    a phase of them
 */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { format } from "prettier";
import { root } from "../support/scratch";
import { faultDocument, type PhaseResult } from "./document";
import type { FromWorker, ToWorker } from "./messages";
import { type FaultPoint, nameOf, phases } from "./points";
import { fromSource } from "../../support/from-source";

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

/** New processes for each phase: the engine's SDK keeps something of every program that ran. */
async function withWorkers<Result>(
  work: (workers: readonly ChildProcess[]) => Promise<Result>,
): Promise<Result> {
  const workers = Array.from({ length: availableParallelism() }, () =>
    fork(join(__dirname, "worker.ts"), {
      execArgv: fromSource,
      serialization: "advanced",
    }),
  );
  try {
    return await work(workers);
  } finally {
    for (const worker of workers) worker.disconnect();
  }
}

async function main(names: readonly string[]): Promise<void> {
  const known = phases.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no phase ${unknown.join(", ")}. The phases are: ${known.join(", ")}.\n`,
    );
    process.exitCode = 2;
    return;
  }
  const path = join(root, "docs", "sandbox-faults.md");
  for (const name of names.length === 0 ? known : names) {
    const result = await withWorkers((workers) => runPhase(workers, name));
    const former = existsSync(path) ? readFileSync(path, "utf8") : "";
    writeFileSync(path, await format(faultDocument(former, result, known), { filepath: path }));
    if (result.failures.length > 0) process.exitCode = 1;
  }
}

void main(process.argv.slice(2));
