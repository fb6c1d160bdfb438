import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** How the checks look at the files a stack file names; paths are relative to the stack file's folder. */
export interface FileReader {
  /** What stands at a path. */
  kind(path: string): "file" | "folder" | "missing";
  /** The bytes of a file; undefined where there is none. */
  read(path: string): Uint8Array | undefined;
}

/** Reads the disk below a folder. */
export function diskFiles(folder: string): FileReader {
  return {
    kind(path) {
      const status = statSync(join(folder, path), { throwIfNoEntry: false });
      if (status === undefined) return "missing";
      return status.isDirectory() ? "folder" : "file";
    },
    read(path) {
      try {
        return readFileSync(join(folder, path));
      } catch {
        // Missing, a folder, or not readable: for a check of the stack file they are the same.
        return undefined;
      }
    },
  };
}
