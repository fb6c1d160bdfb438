/**
 * Lets every provider call of the test environment fail once: `npm run test:engine:faults`. Takes about an
 * hour on two cores and writes docs/sandbox-faults.md.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findCli } from "../../../offline/engine/cli/find";
import { root } from "../support/scratch";
import { type FaultPoint, nameOf, phases, PreparedPhase } from "./points";

interface PhaseResult {
  readonly name: string;
  readonly points: readonly FaultPoint[];
  readonly failures: readonly {
    readonly point: FaultPoint;
    readonly problems: readonly string[];
  }[];
  readonly minutes: number;
}

async function runPhase(prepared: PreparedPhase): Promise<PhaseResult> {
  const { phase, points } = prepared;
  const failures: { point: FaultPoint; problems: readonly string[] }[] = [];
  const started = Date.now();
  for (const [index, point] of points.entries()) {
    const problems = await prepared.strike(point);
    if (problems.length > 0) failures.push({ point, problems });
    const outcome = problems.length === 0 ? "" : `: ${problems.join("; ")}`;
    process.stdout.write(
      `${phase.name} ${index + 1}/${points.length} ${nameOf(point)}${outcome}\n`,
    );
  }
  return { name: phase.name, points, failures, minutes: (Date.now() - started) / 60_000 };
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

async function main(): Promise<void> {
  const results: PhaseResult[] = [];
  for (const phase of phases) {
    const prepared = await PreparedPhase.prepare(phase);
    try {
      results.push(await runPhase(prepared));
    } finally {
      await prepared.close();
    }
  }
  writeFileSync(join(root, "docs", "sandbox-faults.md"), document(results));
  process.exitCode = results.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

void main();
