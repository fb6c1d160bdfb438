import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import type { FileReader } from "./model/files";

/** Reads the disk below a folder. */
export function diskFiles(folder: string): FileReader {
  return {
    kind(path) {
      try {
        const status = statSync(join(folder, path));
        if (status.isDirectory()) return "folder";
        return status.isFile() ? "file" : "missing";
      } catch {
        // Missing, a circle of links, a name longer than the disk allows.
        return "missing";
      }
    },
    read: (path) => readFile(join(folder, path)),
  };
}

/** Far beyond any text file that a person writes, and small enough to read at once. */
const largestRead = 8 * 1024 * 1024;

/**
 * The bytes of a file, at most one more than largestRead; undefined if it is missing, no plain file, or not
 * readable. It never waits: opening a pipe would, until somebody writes into it.
 */
function readFile(path: string): Uint8Array | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(file);
    if (!status.isFile()) return undefined;
    const bytes = new Uint8Array(Math.min(status.size, largestRead + 1));
    return bytes.subarray(0, readSync(file, bytes));
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The text of a file; undefined where there is none. */
export function readText(path: string): string | undefined {
  const bytes = readFile(path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
