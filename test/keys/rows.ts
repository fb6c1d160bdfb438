/** Writes the rows of one lifecycle as JSON to its standard output: a process for each, of those that run at once. */
import { type Lifecycle, keyChanges, lifecycles } from "./changes";
import { outcomeOf } from "./outcome";
import { type Row, rowOf } from "./row";

const given = process.argv[2];

async function write(lifecycle: Lifecycle): Promise<void> {
  const rows: Row[] = [];
  for (const change of keyChanges(lifecycle)) {
    rows.push(rowOf(change, await outcomeOf(change.before, change.after)));
    if (rows.length % 50 === 0) console.error(`${lifecycle}: ${rows.length} keys`);
  }
  console.log(JSON.stringify(rows));
}

const lifecycle = lifecycles.find((one) => one === given);
if (lifecycle === undefined) throw new Error(`Name one of ${lifecycles.join(", ")}.`);
void write(lifecycle);
