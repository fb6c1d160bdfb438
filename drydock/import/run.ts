import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Surroundings } from "../surroundings";
import { formatProblems, loadStackFile } from "../config";
import { diskFiles } from "drydock-components/files";
import { UsageError } from "../errors";
import { importCompose, type Imported, type InputFile } from ".";
import { notesText } from "./render";

/** The user's choices. */
export interface ComposeOptions {
  readonly out?: string;
  readonly force: boolean;
  readonly region?: string;
  readonly profile: readonly string[];
}

export interface ComposeFiles {
  readonly compose: string;
  readonly ecsParams: string | undefined;
}

/** @returns 1 if a file is invalid, or if the created stack file does not load yet */
export function importComposeFile(
  { compose, ecsParams }: ComposeFiles,
  options: ComposeOptions,
  { folder, shell, out, err }: Surroundings,
): number {
  const composeFile = resolve(folder, compose);
  const composeFolder = dirname(composeFile);
  const target = options.out === undefined ? undefined : resolve(folder, options.out);
  if (target !== undefined && existsSync(target) && !options.force) {
    throw new UsageError(
      `${options.out ?? ""} already exists: name another file, or use --force to replace it.`,
    );
  }
  const home = target === undefined ? composeFolder : dirname(target);
  const imported = importCompose({
    compose: inputFile(compose, folder),
    ...(ecsParams === undefined ? {} : { ecsParams: inputFile(ecsParams, folder) }),
    files: diskFiles(composeFolder),
    shell,
    profiles: options.profile,
    ...(options.region === undefined ? {} : { region: options.region }),
    fromStackFile: (path) => slashes(relative(home, resolve(composeFolder, path))) || ".",
    schema: slashes(relative(home, schemaFile(home))),
  });
  if ("problems" in imported) {
    err(`${formatProblems(imported.problems)}\n`);
    return 1;
  }
  if (target === undefined) out(imported.text);
  else write(target, imported.text);
  err(report(imported, { compose, target: options.out }));
  return loads(imported, target ?? join(home, "Pulumi.import.yaml"), err) ? 0 : 1;
}

/** The editor schema where npm puts it: beside the Pulumi.yaml at or above a folder, else in that folder. */
function schemaFile(home: string): string {
  const file = join("node_modules", "drydock", "stack.schema.json");
  for (let folder = home; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "Pulumi.yaml"))) return join(folder, file);
  }
  return join(home, file);
}

function inputFile(name: string, folder: string): InputFile {
  try {
    return { name, text: readFileSync(resolve(folder, name), "utf8") };
  } catch {
    throw new UsageError(`${name} cannot be read. Check the path.`);
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${basename(file)} cannot be written: ${reason}`);
  }
}

function slashes(path: string): string {
  return path.split(sep).join("/");
}

function report(
  { notes }: Imported,
  { compose, target }: { readonly compose: string; readonly target: string | undefined },
): string {
  const done = target === undefined ? `Read ${compose}.` : `Created ${target} from ${compose}.`;
  return `${[done, ...notesText(notes, 98)].join("\n")}\n`;
}

/** Loads the created stack file, which finds missing folders, for instance. */
function loads({ text }: Imported, file: string, err: (text: string) => void): boolean {
  const result = loadStackFile(file, { text, displayName: basename(file) });
  if (!("problems" in result)) return true;
  err(`\nThe stack file does not load yet:\n\n${formatProblems(result.problems)}\n`);
  return false;
}
