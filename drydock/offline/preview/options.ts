/** The command line of the preview. */
import { Command, CommanderError } from "commander";
import { UsageError } from "./targets";

/** What the user asked for. */
export interface PreviewOptions {
  readonly stack: readonly string[];
  readonly config?: string;
  readonly tree: boolean;
  readonly json: boolean;
  readonly markdown: boolean;
  readonly sarif?: string;
  readonly junit?: string;
  readonly accept: boolean;
  readonly check: boolean;
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

function command(): Command {
  return new Command("npm run preview --")
    .description(
      "Shows what each environment would make and change, and which policies it breaks. Needs no AWS account.",
    )
    .option("-s, --stack <name>", "only this stack; may be given several times", collect, [])
    .option("-c, --config <file>", "any stack file anywhere; its paths start from its own folder")
    .option("-t, --tree", "every resource under its component", false)
    .option("--json", "everything as JSON", false)
    .option("--markdown", "a pull-request comment", false)
    .option("--sarif <file>", "also write policy findings as SARIF 2.1.0")
    .option("--junit <file>", "also write policy results as JUnit XML")
    .option("--accept", "accept the present state as the new baseline", false)
    .option("--check", "fail when the baseline is stale (the default where CI=true)", false)
    .allowExcessArguments(false)
    .showHelpAfterError("(--help shows all options)")
    .exitOverride();
}

/** The user asked for help and got it. */
export class HelpShown extends Error {
  override readonly name = "HelpShown";
}

/**
 * @param args the arguments after the script's name
 * @throws UsageError, or HelpShown once the help is on standard output
 */
export function parseOptions(args: readonly string[], ci: boolean): PreviewOptions {
  const parser = command().configureOutput({ writeErr: () => undefined });
  try {
    parser.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) throw new HelpShown();
    throw new UsageError(
      `${error.message.replace(/^error: /, "")}\nnpm run preview -- --help shows all options.`,
    );
  }
  const options = parser.opts<PreviewOptions>();
  if (options.json && options.markdown)
    throw new UsageError("Give --json or --markdown, not both.");
  return { ...options, check: options.check || (ci && !options.accept) };
}
