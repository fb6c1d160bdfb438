/**
 * How long the policy pack takes: its start, and runs over copies of one stack that keeps every rule.
 *
 *     npm run bench                 a table of each benchmark
 *     node -C source -r ./scripts/from-source.cjs bench/policy.ts --json     JSON
 */
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import Table from "cli-table3";
import { type PackResource, runPolicyPack } from "../drydock/offline/pack";
import { rules } from "../policy/rules";
import { evaluate } from "../test/policy/mutation/evaluate";
import { goodStack } from "../test/policy/mutation/good-stack";

const packDir = join(__dirname, "../policy");
const sizes = [100, 1000, 4000];
const repeats = 5;

interface Row {
  readonly what: string;
  readonly resources: number;
  readonly milliseconds: number;
  /** Milliseconds for each resource and all rules together. */
  readonly perResource: number | undefined;
  /** The longest it may take, where a limit is set. */
  readonly limit: number | undefined;
}

/** Copies of the good stack, cut to a number of resources. */
function resourcesOf(count: number): PackResource[] {
  const resources: PackResource[] = [];
  for (let copy = 0; resources.length < count; copy++) {
    resources.push(...goodStack(`-${copy}`).values());
  }
  return resources.slice(0, count);
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Time of the processor, which other work on the machine does not lengthen. */
async function computed(run: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

async function median(
  count: number,
  run: () => Promise<unknown>,
  time: typeof timed = timed,
): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) times.push(await time(run));
  return times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? 0;
}

const throughProcess = (resources: readonly PackResource[]) => () =>
  runPolicyPack({ packDir, project: "bench", stack: "bench", preview: false, resources });

async function measure(): Promise<Row[]> {
  const start = await median(repeats, throughProcess([]));
  const rows: Row[] = [
    {
      what: "start of the pack, empty stack, end",
      resources: 0,
      milliseconds: start,
      perResource: undefined,
      limit: 1500,
    },
  ];
  for (const size of sizes) {
    const resources = resourcesOf(size);
    const graph = new Map(resources.map((one) => [one.urn, one]));
    const inProcess = await median(3, () => evaluate(rules, graph), computed);
    rows.push({
      what: "all rules in this process, processor time",
      resources: size,
      milliseconds: inProcess,
      perResource: inProcess / size,
      limit: 0.1 * size,
    });
    const overGrpc = await timed(throughProcess(resources));
    rows.push({
      what: "the pack's own process, over gRPC",
      resources: size,
      milliseconds: overGrpc,
      perResource: overGrpc / size,
      limit: size === 4000 ? 10_000 : undefined,
    });
  }
  return rows;
}

function print(rows: readonly Row[]): void {
  const table = new Table({ head: ["", "resources", "ms", "ms a resource", "limit, ms"] });
  for (const { what, resources, milliseconds, perResource, limit } of rows) {
    table.push([
      what,
      resources,
      milliseconds.toFixed(0),
      perResource?.toFixed(3) ?? "",
      limit?.toFixed(0) ?? "",
    ]);
  }
  console.log(table.toString());
}

void measure().then((rows) => {
  if (process.argv.includes("--json")) console.log(JSON.stringify(rows, null, 2));
  else print(rows);
});
