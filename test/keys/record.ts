/** Which changes of keys were seen on the engine, as the run itself wrote it down: `npm run test:engine:keys`. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Lifecycle, lifecycles } from "./changes";
import type { Row } from "./row";

/** By key. What is previewed otherwise today was not seen. */
const record = z.record(z.string(), z.object({ change: z.string(), outcome: z.string() }));

type Seen = Readonly<z.output<typeof record>>;

const fileOf = (lifecycle: Lifecycle): string => join(__dirname, `seen-${lifecycle}.json`);

function read(lifecycle: Lifecycle): Seen {
  const file = fileOf(lifecycle);
  return existsSync(file) ? record.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
}

/** Puts what a run saw in place of what was known of its keys: undefined where it was otherwise than previewed. */
export function writeSeen(
  lifecycle: Lifecycle,
  seen: ReadonlyMap<string, Seen[string] | undefined>,
): void {
  const all = [
    ...new Map<string, Seen[string] | undefined>([...Object.entries(read(lifecycle)), ...seen]),
  ]
    .filter(([, one]) => one !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  writeFileSync(fileOf(lifecycle), `${JSON.stringify(Object.fromEntries(all), undefined, 2)}\n`);
}

/** Whether a change was seen: its outcome may have changed since. */
export const isSeen = (lifecycle: Lifecycle, key: string, change: string): boolean =>
  read(lifecycle)[key]?.change === change;

const known = new Map<Lifecycle, Seen>();

/** In which environments a row of the page was seen on the engine. */
export const seenIn = (row: Pick<Row, "key" | "change" | Lifecycle>): Lifecycle[] =>
  lifecycles.filter((lifecycle) => {
    const all = known.get(lifecycle) ?? read(lifecycle);
    known.set(lifecycle, all);
    const seen = all[row.key];
    return seen?.change === row.change && seen.outcome === row[lifecycle];
  });
