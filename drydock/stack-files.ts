import { readdirSync } from "node:fs";
import { basename } from "node:path";

/**
 * Pulumi reads a stack's settings from `Pulumi.<stack>.yaml`.
 * https://www.pulumi.com/docs/iac/concepts/projects/stack-settings-file/
 */
const stackFile = /^Pulumi\.(.+)\.ya?ml$/;

/** Returns `test` for `Pulumi.test.yaml`, and a file's name without its ending for any other file. */
export function stackName(path: string): string {
  const file = basename(path);
  return stackFile.exec(file)?.[1] ?? file.replace(/\.ya?ml$/, "");
}

/** Returns the stack files in a folder, by stack. */
export function stackFilesIn(folder: string): Map<string, string> {
  const files = readdirSync(folder).sort();
  return new Map(
    files.filter((file) => stackFile.test(file)).map((file) => [stackName(file), file]),
  );
}
