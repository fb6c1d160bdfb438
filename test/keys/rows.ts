/** Writes the rows of a part of the keys as JSON to its standard output: `rows.ts <part> <parts>`. */
import { keyChanges, lifecycles } from "./changes";
import { type Row, rowOf } from "./row";

/** @param part from 0 */
async function write(part: number, parts: number): Promise<void> {
  const [disposable = [], other = []] = lifecycles.map(keyChanges);
  const size = Math.ceil(disposable.length / parts);
  const rows: Row[] = [];
  for (const [index, change] of disposable.entries()) {
    const second = other[index];
    if (Math.floor(index / size) !== part || second === undefined) continue;
    rows.push(await rowOf(change, second));
  }
  console.log(JSON.stringify(rows));
}

const [part, parts] = process.argv.slice(2).map(Number);
void write(part ?? 0, parts ?? 1);
