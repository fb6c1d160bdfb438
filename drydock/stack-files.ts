import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isMap } from "drydock-components/model/check/path";
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

/** Returns a text of a project's Pulumi.yaml; undefined if the file or the key is missing. */
export function projectSetting(
  root: string,
  key: "name" | "main" | "stackConfigDir",
): string | undefined {
  const file = join(root, "Pulumi.yaml");
  if (!existsSync(file)) return undefined;
  const project: unknown = parse(readFileSync(file, "utf8"));
  const found = isMap(project) ? project[key] : undefined;
  return typeof found === "string" ? found : undefined;
}

/** The folder of a project's stack files: its own, or the `stackConfigDir` of its Pulumi.yaml. */
export function stackFolder(root: string): string {
  const folder = projectSetting(root, "stackConfigDir");
  return folder === undefined ? root : join(root, folder);
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
