/**
 * The program on the real engine and an instant cloud, and what a user of AWS would wait for:
 *
 *     npm run bench:engine                  tables
 *     npm run bench:engine -- --json        the same as JSON
 *     npm run bench:engine -- --waits       what a user waits for alone: needs no Pulumi CLI
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Table from "cli-table3";
import { aimText } from "./aims";
import { type UpdateCost, updateCost } from "./engine/update-cost";
import { type Wait, waits } from "./engine/waits";
import { generateStack } from "./generate-stack";

const root = resolve(__dirname, "..");

async function main(): Promise<void> {
  const costs = process.argv.includes("--waits") ? [] : await updateCosts();
  const chains = await waits(root);
  if (process.argv.includes("--json")) {
    console.log(JSON.stringify({ costs, waits: chains }, undefined, 2));
    return;
  }
  if (costs.length > 0) showCosts(costs);
  showWaits(chains);
}

async function updateCosts(): Promise<UpdateCost[]> {
  const folder = mkdtempSync(join(tmpdir(), "drydock-bench-stacks-"));
  try {
    const test = join(root, "Pulumi.test.yaml");
    const fifty = generateStack(folder, 50);
    return [
      await updateCost(test, true),
      await updateCost(test, false),
      // The file backend writes the whole state at every step, so its time grows with the square of the
      // resources: 200 services are left to the run that writes it once.
      await updateCost(fifty, true),
      await updateCost(fifty, false),
      await updateCost(generateStack(folder, 200), false),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function showCosts(costs: readonly UpdateCost[]): void {
  const table = new Table({
    head: ["stack", "state written", "resources", "up (s)", "preview (s)"].concat(
      ["engine", "program", "cloud"].map((process) => `${process} (MiB)`),
    ),
    style: { head: [], border: [] },
  });
  for (const one of costs) {
    table.push([
      one.stack,
      one.checkpoints ? "at every step" : "at the end",
      one.resources,
      one.upSeconds.toFixed(1),
      one.previewSeconds.toFixed(1),
      one.engineMiB,
      one.programMiB,
      one.cloudMiB,
    ]);
  }
  console.log(table.toString());
  const [, small, large] = costs.filter(({ checkpoints }) => !checkpoints);
  if (small === undefined || large === undefined) return;
  const slope = (large.upSeconds - small.upSeconds) / (large.resources - small.resources);
  const ratio = large.upSeconds / small.upSeconds;
  console.log(
    `${(slope * 1000).toFixed(1)} ms for each further resource; 200 services take ${ratio.toFixed(1)} times as long as 50\n`,
  );
  const what = "up of 200 services";
  const seconds = Number(large.upSeconds.toFixed(1));
  console.log(aimText({ what, measured: seconds, atMost: 14, unit: "s" }));
  const memory = { what: `${what}, memory of the program`, measured: large.programMiB };
  console.log(aimText({ ...memory, atMost: 900, unit: "MiB" }));
}

function showWaits(chains: readonly Wait[]): void {
  for (const { what, seconds, chain } of chains) {
    console.log(`${what}: ${Math.round(seconds)} s on AWS, along this chain`);
    for (const { resource, from, to } of chain) {
      console.log(`  ${String(from).padStart(4)} to ${String(to).padStart(4)} s  ${resource}`);
    }
  }
}

void main();
