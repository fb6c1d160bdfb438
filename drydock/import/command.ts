import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Command, CommanderError } from "commander";
import { formatProblems, loadStackFile } from "../config";
import { diskFiles } from "drydock-components/files";
import { importCompose, type Imported, type InputFile } from ".";
import { notesText } from "./render";

/** What the command does to the world. */
export interface Surroundings {
  /** Where relative paths start. */
  readonly folder: string;
  readonly shell: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface ComposeOptions {
  readonly out?: string;
  readonly force: boolean;
  readonly region?: string;
  readonly profile: readonly string[];
}

/** Something the user can mend; it has no stack worth reading. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Runs `drydock` with its arguments.
 *
 * @returns the exit code: 1 where a file is wrong, or where the stack file that was made does not load yet
 */
export function run(args: readonly string[], surroundings: Surroundings): number {
  let code = 0;
  const program = command((compose, ecsParams, options) => {
    code = composeCommand({ compose, ecsParams, options }, surroundings);
  }, surroundings);
  try {
    program.parse(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof UsageError)) throw error;
    surroundings.err(`${error.message}\n`);
    return 1;
  }
}

type Action = (compose: string, ecsParams: string | undefined, options: ComposeOptions) => void;

function command(action: Action, { out, err }: Surroundings): Command {
  const output = { writeOut: out, writeErr: err };
  const collect = (value: string, before: readonly string[]): string[] => [...before, value];
  const program = new Command("drydock").exitOverride().configureOutput(output);
  program
    .command("import")
    .description("Makes a stack file from another tool's files.")
    .exitOverride()
    .configureOutput(output)
    .command("compose")
    .description(
      "Makes a stack file from a Docker Compose file, and from the parameter file of the retired ECS CLI where there is one. " +
        "What Fargate has no equivalent for is listed in the file and here, with the reason.",
    )
    .argument("<compose-file>", "such as docker-compose.yml")
    .argument(
      "[ecs-params-file]",
      "such as ecs-params.yml; all services then run in one task, as they did",
    )
    .option(
      "-o, --out <file>",
      "write the stack file here, such as Pulumi.shop.yaml, not to standard output",
    )
    .option("-f, --force", "replace the file that is there", false)
    .option(
      "-r, --region <region>",
      "the AWS region; defaults to one that the files name, else us-east-2",
    )
    .option(
      "-p, --profile <name>",
      "services of this profile too; may be given several times",
      collect,
      [],
    )
    .exitOverride()
    .configureOutput(output)
    .showHelpAfterError("(--help shows all options)")
    .action(action);
  return program;
}

interface ComposeArguments {
  readonly compose: string;
  readonly ecsParams: string | undefined;
  readonly options: ComposeOptions;
}

function composeCommand(
  { compose, ecsParams, options }: ComposeArguments,
  { folder, shell, out, err }: Surroundings,
): number {
  const composeFile = resolve(folder, compose);
  const composeFolder = dirname(composeFile);
  const target = options.out === undefined ? undefined : resolve(folder, options.out);
  if (target !== undefined && existsSync(target) && !options.force) {
    throw new UsageError(
      `${options.out ?? ""} is there already: name another file, or say --force to replace it.`,
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
  const done = target === undefined ? `Read ${compose}.` : `Made ${target} from ${compose}.`;
  return `${[done, ...notesText(notes, 98)].join("\n")}\n`;
}

/** Whether the stack file is right as it stands: folders that are missing, for instance, are found here. */
function loads({ text }: Imported, file: string, err: (text: string) => void): boolean {
  const result = loadStackFile(file, { text, displayName: basename(file) });
  if (!("problems" in result)) return true;
  err(`\nThe stack file does not load yet:\n\n${formatProblems(result.problems)}\n`);
  return false;
}
