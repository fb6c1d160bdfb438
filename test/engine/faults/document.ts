/** docs/sandbox-faults.md: one row for each phase, from its last run. */
import { findCli } from "../../../drydock/offline/engine/cli/find";
import { methods } from "../../../drydock/offline/engine/provider/control";
import { type FaultPoint, nameOf } from "./points";

/** What became of a phase. */
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
    "Written by `npm run test:engine:faults`; not edited by hand. CI runs a spread of the same points.",
    "",
    "At each point one call of one provider fails, once, before anything happened, in the `test` environment. Then: the operation " +
      "stops with the provider's message; the same operation run again completes; the state and the stand-in cloud hold " +
      "the same resources, no orphan and no duplicate. (A provider that is configured and then not called may fail " +
      "without stopping anything.)",
    "",
    row(["phase", "last run", "CLI", ...methods, "points", "not mended", "minutes"]),
    row(["---", "---", "---", ...methods.map(() => "---:"), "---:", "---:", "---:"]),
    ...rows,
    "",
    ...problems,
    ...(problems.length > 0 ? [""] : []),
    "Not among them: a call that succeeds in AWS while its answer is lost. The resource is then in AWS and not in the state; " +
      "`pulumi import` takes it in (see [sandbox.md](sandbox.md)).",
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
