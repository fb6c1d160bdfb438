/**
 * Measures a repository of 1,000 service stacks on ten platforms:
 *
 *     npm run bench:stacks              1,000 stacks
 *     npm run bench:stacks -- 200       another number
 *
 * Whole processes, one run of each. The update needs the Pulumi CLI.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Table from "cli-table3";
import { generateServiceStacks, type ServiceStacks, stackFile } from "./generate-service-stacks";
import { timed } from "./measure";

const root = join(__dirname, "..");
const scratch = join(root, ".cache/bench/stacks");

async function main(count: number): Promise<void> {
  rmSync(scratch, { recursive: true, force: true });
  const stacks = generateServiceStacks(scratch, count);
  const table = new Table({ head: ["what", "seconds", "CPU seconds", "peak MiB"] });
  const measure = async (what: string, ...args: readonly string[]): Promise<void> => {
    const { seconds, cpuSeconds, peakMiB } = await timed([
      ...["env", "-C", scratch, "node", join(root, "drydock/bin/drydock.js")],
      ...args,
    ]);
    table.push([what, seconds.toFixed(1), cpuSeconds.toFixed(1), peakMiB]);
  };
  try {
    await measureAll(stacks, measure);
  } finally {
    console.log(table.toString());
  }
}

async function measureAll(
  stacks: ServiceStacks,
  measure: (what: string, ...args: readonly string[]) => Promise<void>,
): Promise<void> {
  const count = stacks.names.length;
  // Changes are compared with baselines, as in a repository that is in use.
  await measure(`first preview of ${count}, writes their baselines`, "preview", "--accept");
  await measure(`preview of ${count}`, "preview", "--check");
  const changed = threeOf(stacks);
  await measure(
    "preview of the three that changed",
    "preview",
    ...changed.flatMap((stack) => ["--stack", stack]),
  );
  const [one = ""] = changed;
  await measure("up of one, new", "sandbox", "up", "--stack", one);
  newImage(stacks, one);
  await measure("up of one, a new image", "sandbox", "up", "--stack", one);
}

/** Changes the first, the middle and the last stack. */
function threeOf({ folder, names }: ServiceStacks): readonly string[] {
  const places = [0, Math.floor(names.length / 2), names.length - 1];
  const three = new Set(places.flatMap((place) => names[place] ?? []));
  for (const name of three) edit(stackFile(folder, name), "cpuPercent: 60", "cpuPercent: 55");
  return [...three];
}

function newImage({ folder }: ServiceStacks, name: string): void {
  edit(stackFile(folder, name), ":1.4.2", ":1.4.3");
}

function edit(file: string, from: string, to: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
}

void main(Number(process.argv[2] ?? 1000));
