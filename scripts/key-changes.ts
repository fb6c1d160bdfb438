/** Command of `npm run generate:keys`: minutes, so `npm run generate` leaves it out. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { page, pageFile } from "../test/keys/page";
import { type Row, rows } from "../test/keys/row";
import { fromSource } from "../test/support/from-source";
import { formatted, root } from "./generator";

const parts = availableParallelism();

async function rowsOf(part: number): Promise<Row[]> {
  const args = [...fromSource, "test/keys/rows.ts", String(part), String(parts)];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: root,
    maxBuffer: Infinity,
  });
  return rows.parse(JSON.parse(stdout));
}

async function write(): Promise<void> {
  const all = await Promise.all(Array.from({ length: parts }, (_, part) => rowsOf(part)));
  writeFileSync(join(root, pageFile), await formatted(pageFile, page(all.flat())));
  console.log(`written  ${pageFile}`);
}

void write();
