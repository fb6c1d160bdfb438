/** The files that turn a folder with stack files into a project. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { packageVersion } from "../offline/package-folder";
import { packageJson, projectFiles } from "./files";

/** A project's name after its folder. */
export function projectName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return name === "" ? "shop" : name.slice(0, 20);
}

/** The text of a project's package.json: its present entries, and those that Drydock needs. */
export function manifestOf(folder: string, name: string): string {
  const file = join(folder, "package.json");
  const theirs = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  return packageJson(theirs, { name, version: packageVersion() });
}

/**
 * Writes the missing files of a project; overwrites only package.json, to which it adds missing entries.
 *
 * @returns the files that were written
 */
export function createProject(folder: string): string[] {
  const name = projectName(folder);
  const missing = Object.entries(projectFiles(name)).filter(
    ([path]) => !existsSync(join(folder, path)),
  );
  const files = [...missing, ["package.json", manifestOf(folder, name)] as const];
  for (const [path, text] of files) writeFileSync(join(folder, path), text);
  return files.map(([path]) => path);
}
