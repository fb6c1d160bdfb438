import { UsageError } from "./errors";

/**
 * Writes a file that the user named.
 *
 * @param shown its name in a message
 * @throws UsageError if it cannot be written
 */
export function written(shown: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${shown} cannot be written: ${reason}`);
  }
}
