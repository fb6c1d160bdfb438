import { existsSync, readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Surroundings } from "../surroundings";
import { formatProblems, loadStackFile } from "../config";
import { diskFiles } from "drydock-components/files";
import { UsageError } from "../errors";
import { importCompose, type Imported, type InputFile } from ".";
import { acceptedText, notesText } from "./render";
import { acceptFindings, repositoryFor, rootAt, write } from "./repository";
import type { Lifecycle } from "./stack/stack";

/** The user's choices. */
export interface ComposeOptions {
  readonly out?: string;
  readonly force: boolean;
  readonly region?: string;
  readonly lifecycle: Lifecycle;
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
  if (target !== undefined) checkTarget(target, options);
  const home = target === undefined ? composeFolder : dirname(target);
  const imported = importCompose({
    compose: inputFile(compose, folder),
    ecsParams: ecsParams === undefined ? undefined : inputFile(ecsParams, folder),
    files: diskFiles(composeFolder),
    shell,
    profiles: options.profile,
    lifecycle: options.lifecycle,
    region: options.region,
    fromStackFile: (path) => slashes(relative(home, resolve(composeFolder, path))) || ".",
    schema: slashes(relative(home, schemaFile(home))),
  });
  if ("problems" in imported) {
    err(`${formatProblems(imported.problems)}\n`);
    return 1;
  }
  if (target === undefined) {
    out(imported.text);
    err(lines([`Read ${compose}.`, ...notesText(imported.notes, 98), "", ...hint]));
  } else {
    write(target, imported.text);
    const next = accept(target, { imported, compose });
    const created = `Created ${options.out ?? ""} from ${compose}.`;
    err(lines([created, ...notesText(imported.notes, 98), ...next]));
  }
  return loads(imported, target ?? join(home, "Pulumi.import.yaml"), err) ? 0 : 1;
}

const hint = [
  "With --out Pulumi.<stack>.yaml the import writes this file, the exemptions that its containers need,",
  "and, in a folder without Pulumi.yaml, the project.",
];

const stackFile = /^Pulumi\.([a-z][a-z0-9-]*)\.yaml$/;

/** @throws UsageError if the file is there, or has no stack's name */
function checkTarget(target: string, { out = "", force }: ComposeOptions): void {
  if (!stackFile.test(basename(target))) {
    throw new UsageError(
      `${out} is not the name of a stack file: write --out Pulumi.<stack>.yaml, such as Pulumi.shop.yaml; ` +
        "a stack's name has lower-case letters, digits and hyphens.",
    );
  }
  if (existsSync(target) && !force) {
    throw new UsageError(`${out} already exists: name another file, or use --force to replace it.`);
  }
}

interface Written {
  readonly imported: Imported;
  readonly compose: string;
}

/** Writes the other files that a stack file needs, and prints them with the next steps. */
function accept(target: string, { imported, compose }: Written): string[] {
  const stack = stackFile.exec(basename(target))?.[1] ?? "";
  const home = dirname(target);
  const { created, ...repository } = repositoryFor(home);
  const expires = acceptFindings(repository, imported.accepted, {
    stack,
    source: basename(compose),
    owner: userInfo().username,
    today: new Date(),
  });
  const isOwn = repository.root === home;
  return [
    ...(expires === undefined ? [] : acceptedText(imported.accepted, expires)),
    "",
    "Next:",
    ...(created.length > 0
      ? [`  npm install                    for the project: ${created.join(", ")}`]
      : []),
    `  npx drydock preview ${isOwn ? `--stack ${stack}` : `--config ${slashes(relative(repository.root, target))}`}`,
  ];
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}

/** The editor schema where npm puts it: beside the Pulumi.yaml at or above a folder, else in that folder. */
function schemaFile(home: string): string {
  return join(rootAt(home) ?? home, "node_modules", "drydock", "stack.schema.json");
}

function inputFile(name: string, folder: string): InputFile {
  try {
    return { name, text: readFileSync(resolve(folder, name), "utf8") };
  } catch {
    throw new UsageError(`${name} cannot be read. Check the path.`);
  }
}

function slashes(path: string): string {
  return path.split(sep).join("/");
}

/** Loads the created stack file, which finds missing folders, for instance. */
function loads({ text }: Imported, file: string, err: (text: string) => void): boolean {
  const result = loadStackFile(file, { text, displayName: basename(file) });
  if (!("problems" in result)) return true;
  err(`\nThe stack file does not load yet:\n\n${formatProblems(result.problems)}\n`);
  return false;
}
