import picocolors from "picocolors";
import { frame } from "../../offline/preview/render/watched";
import type { Surroundings } from "../../surroundings";
import { withAws } from "../aws";
import { type EnvironmentChoice, environmentOf } from "../environment";
import { defaultWidth } from "../table";
import { readStatus } from "./read";
import { statusLines } from "./render";
import { type EnvironmentStatus, needsAttention } from "./state";

export interface StatusOptions extends EnvironmentChoice {
  /** A service or a job. */
  readonly service?: string;
  readonly json: boolean;
  readonly watch: boolean;
}

const everyMs = 5000;

/** @returns 1 if a service, the last run of a job or an alarm is not in order @throws UsageError */
export async function showStatus(
  options: StatusOptions,
  surroundings: Surroundings,
): Promise<number> {
  const environment = environmentOf(options, surroundings);
  return withAws(environment, async (aws) => {
    for (;;) {
      const status = await readStatus(aws, environment, options.service);
      show(status, options, surroundings);
      if (!options.watch || (await surroundings.pause(everyMs)) === "interrupted") {
        return needsAttention(status) ? 1 : 0;
      }
    }
  });
}

function show(
  status: EnvironmentStatus,
  { json, watch }: StatusOptions,
  { out, isTerminal, columns }: Surroundings,
): void {
  if (json) {
    out(`${JSON.stringify(status, undefined, watch ? undefined : 2)}\n`);
    return;
  }
  const width = columns ?? defaultWidth;
  const colors = picocolors.createColors(picocolors.isColorSupported && isTerminal);
  const lines = statusLines(status, { now: new Date(), width, colors });
  out(watch && isTerminal ? frame(lines, process.stdout) : `${lines.join("\n")}\n`);
}
