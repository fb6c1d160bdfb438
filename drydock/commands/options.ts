/** Options that mean the same in every command. */
import { type Command, InvalidArgumentError, Option } from "commander";

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

/** Adds examples to a command's help, each a line as one types it. */
export function withExamples(command: Command, examples: readonly string[]): Command {
  return command.addHelpText(
    "after",
    ["", "Examples:", ...examples.map((line) => `  $ npx drydock ${line}`)].join("\n"),
  );
}
