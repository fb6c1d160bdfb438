/** Command of `npm run generate:keys`: minutes, so `npm run generate` leaves it out. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Lifecycle, lifecycles } from "../test/keys/changes";
import { page, pageFile } from "../test/keys/page";
import { type Row, rows } from "../test/keys/row";
import { fromSource } from "../test/support/from-source";
import { formatted, root } from "./generator";

async function rowsOf(lifecycle: Lifecycle): Promise<readonly Row[]> {
  const args = [...fromSource, "test/keys/rows.ts", lifecycle];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: root,
    maxBuffer: Infinity,
  });
  return rows.parse(JSON.parse(stdout));
}

async function write(): Promise<void> {
  const [disposable, protectedRows] = await Promise.all(lifecycles.map(rowsOf));
  const text = page({ disposable: disposable ?? [], protected: protectedRows ?? [] });
  writeFileSync(join(root, pageFile), await formatted(pageFile, text));
  console.log(`written  ${pageFile}`);
}

void write();
