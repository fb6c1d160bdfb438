/** JavaScript made of a source, kept for the next process. */
import { hash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes code once for all processes that keep it in a folder.
 *
 * @param from everything that decides the code: what makes it, its version, the file's name and content
 */
export function keptCode(folder: string, from: readonly string[], make: () => string): string {
  const path = join(folder, `${hash("sha256", JSON.stringify(from))}.js`);
  const kept = textOf(path);
  if (kept !== undefined) return kept;
  const code = make();
  keep(folder, path, code);
  return code;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Where nothing can be written, the next process makes it again. */
function keep(folder: string, path: string, code: string): void {
  const own = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(own, code);
    renameSync(own, path);
  } catch {
    return;
  }
}
