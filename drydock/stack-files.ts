import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";

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

/** The folder of a project's stack files: its own, or the `stackConfigDir` of its Pulumi.yaml. */
export function stackFolder(root: string): string {
  const project = join(root, "Pulumi.yaml");
  if (!existsSync(project)) return root;
  const settings: unknown = parse(readFileSync(project, "utf8"));
  const folder: unknown =
    typeof settings === "object" && settings !== null
      ? Reflect.get(settings, "stackConfigDir")
      : undefined;
  return typeof folder === "string" ? join(root, folder) : root;
}

/** Returns the paths of a project's stack files, by stack. */
export function stackFilesOf(root: string): Map<string, string> {
  const folder = stackFolder(root);
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).sort();
  return new Map(
    files
      .filter((file) => stackFile.test(file))
      .map((file) => [stackName(file), join(folder, file)]),
  );
}
