import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type FileReader } from "drydock-components/model/files";

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
