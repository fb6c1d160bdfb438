/** docs/sandbox-faults.md: one row for each phase, from its last run. */
import { findCli } from "../../../drydock/offline/engine/cli/find";
import { methods } from "../../../drydock/offline/engine/provider/control";
import { type FaultPoint, nameOf } from "./points";

/** Result of a phase. */
export interface PhaseResult {
  readonly name: string;
  readonly points: readonly FaultPoint[];
  readonly failures: readonly {
    readonly point: FaultPoint;
    readonly problems: readonly string[];
  }[];
  readonly minutes: number;
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

/**
 * @param former the document so far; the rows of other phases are kept
 * @param phases all phases, in order
 */
export function faultDocument(
  former: string,
  result: PhaseResult,
  phases: readonly string[],
): string {
  const lines = former.split("\n");
  const rows = phases.flatMap((name) =>
    name === result.name ? [rowOf(result)] : lines.filter((line) => line.startsWith(`| ${name} `)),
  );
  const problems = phases.flatMap((name) =>
    name === result.name
      ? result.failures.map(
          ({ point, problems }) => `- ${name}: ${nameOf(point)}: ${problems.join("; ")}`,
        )
      : lines.filter((line) => line.startsWith(`- ${name}: `)),
  );
  return [
    "# Every provider call fails once",
    "",
    "Written by `npm run test:engine:faults`. Do not edit. CI runs a sample of these points.",
    "",
    "At each point one provider call fails once, before it takes effect, in the `test` environment, or in an example with jobs, a queue or a bound database. The operation " +
      "stops with the provider's message; the same operation, run again, completes; the state and the stand-in cloud hold " +
      "the same resources, no orphan and no duplicate. (If a configured provider is never called, its failure may stop nothing.)",
    "",
    row(["phase", "last run", "CLI", ...methods, "points", "not recovered", "minutes"]),
    row(["---", "---", "---", ...methods.map(() => "---:"), "---:", "---:", "---:"]),
    ...rows,
    "",
    ...problems,
    ...(problems.length > 0 ? [""] : []),
    "Not covered: a call that succeeds in AWS while its answer is lost. The resource is then in AWS but not in the state: import it " +
      "with `pulumi import` (see [sandbox.md](sandbox.md)).",
    "",
  ].join("\n");
}

function rowOf({ name, points, failures, minutes }: PhaseResult): string {
  return row([
    name,
    new Date().toISOString().slice(0, 10),
    findCli().version,
    ...methods.map((method) => points.filter((point) => point.method === method).length),
    points.length,
    failures.length,
    minutes.toFixed(0),
  ]);
}
