import { readFileSync } from "node:fs";
import type { ArgumentProblem } from "../internal/arguments";
import type { EnvFileArgs } from "./index";
import { contentHash } from "./object-key";

/** Reads every file once. `hashes` has one entry for each file, empty where `problems` names it. */
export function readHashes(files: readonly EnvFileArgs[]): {
  readonly hashes: readonly string[];
  readonly problems: readonly ArgumentProblem[];
} {
  const problems: ArgumentProblem[] = [];
  const hashes = files.map((file, index) => {
    try {
      return contentHash(readFileSync(file.path));
    } catch (error) {
      problems.push({
        propertyPath: `files[${index}].path`,
        reason:
          `"${file.path}" cannot be read (${error instanceof Error ? error.message : String(error)}); ` +
          `create the file, or correct the path.`,
      });
      return "";
    }
  });
  return { hashes, problems };
}
