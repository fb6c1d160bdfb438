/** Options that mean the same in every command, and the commands that begin with them. */
import { Argument, Command, InvalidArgumentError, Option } from "commander";

export const configOption = () =>
  new Option("-c, --config <file>", "any stack file anywhere; its paths start from its own folder");

export const jsonOption = () => new Option("--json", "print JSON, for programs").default(false);

/** For commands that change what runs. */
export const yesOption = () =>
  new Option("-y, --yes", "do not ask, also where the environment is protected").default(false);

/** One stack of the repository. */
export const stackOption = () =>
  new Option("-s, --stack <name>", "the stack: the middle of Pulumi.<stack>.yaml")
    .argParser(stackName)
    .default("test");

/** The options of every command on one stack. */
export interface StackOptions {
  readonly stack: string;
  readonly config?: string;
}

/** A command on one stack. */
export const stackCommand = (name: string, description: string): Command =>
  new Command(name).description(description).addOption(stackOption()).addOption(configOption());

/** A command on one service of a deployed environment. */
export const serviceCommand = (name: string, description: string): Command =>
  stackCommand(name, description).addArgument(
    new Argument("<service>", "a service of the stack file"),
  );

/** A command on one or all services and jobs of a deployed environment. */
export const workloadsCommand = (name: string, description: string): Command =>
  stackCommand(name, description).addArgument(
    new Argument("[name]", "a service or a job of the stack file; all without it"),
  );

/** A command on one or all services of a deployed environment. */
export const servicesCommand = (name: string, description: string): Command =>
  stackCommand(name, description).addArgument(
    new Argument("[service]", "a service of the stack file; all without it"),
  );

/** Any number of the repository's stacks. */
export const stacksOption = () =>
  new Option("-s, --stack <name>", "only this stack; may be given several times")
    .argParser((name: string, before: readonly string[]) => [...before, stackName(name)])
    .default([], "all");

/** Also the name of a folder, so nothing that leads out of `.sandbox`. */
function stackName(text: string): string {
  if (/^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/.test(text)) return text;
  throw new InvalidArgumentError(
    "A stack's name has 1 to 100 letters, digits, hyphens, underscores and dots, no dot first.",
  );
}

/** Reads an option that is a whole number between these two. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };

/** Adds examples to a command's help, each a line as one types it. */
export function withExamples(command: Command, examples: readonly string[]): Command {
  return command.addHelpText(
    "after",
    ["", "Examples:", ...examples.map((line) => `  $ npx drydock ${line}`)].join("\n"),
  );
}
