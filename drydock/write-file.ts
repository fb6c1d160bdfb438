import { writeFileSync } from "node:fs";
import { UsageError } from "./errors";

/**
 * Writes a file that the user named.
 *
 * @param shown its name in a message
 * @throws UsageError if it cannot be written
 */
export function writeNamed(shown: string, path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${shown} cannot be written: ${reason}`);
  }
}
