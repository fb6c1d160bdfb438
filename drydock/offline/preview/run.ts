/** `drydock preview`: the resources and changes of every environment, without a cloud account. */
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import picocolors from "picocolors";
import type { Surroundings } from "../../surroundings";
import { UsageError } from "../../errors";
import { writeNamed } from "../../write-file";
import type { PolicyReport } from "../report";
import { failures } from "./outcome";
import { previewEnvironments } from "./environments";
import type { Capture } from "../capture/types";
import type { EnvironmentResult } from "./results";
import { jsonReport, jsonText } from "./render/json";
import { terminalText } from "./render/terminal";
import { wrapped } from "./render/wrap";
import { targetsOf } from "./targets";

/** The user's choices. */
export interface PreviewOptions {
  /** Defaults to all of the repository's stacks. */
  readonly stack: readonly string[];
  /** Any stack file, instead of the repository's. */
  readonly config?: string;
  readonly tree: boolean;
  readonly json: boolean;
  readonly markdown: boolean;
  readonly html?: string;
  readonly sarif?: string;
  readonly junit?: string;
  /** Print workflow commands of GitHub to standard error. */
  readonly annotations: boolean;
  /** Where the policies run: in this process, or in the pack's own. */
  readonly pack: "here" | "process";
  /** Write the baselines. */
  readonly accept: boolean;
  /** A checkout whose policies, levels and exemptions decide. */
  readonly rulesFrom?: string;
  /** Fail when a baseline is stale. */
  readonly check: boolean;
  /** Stay, and run again at every save. */
  readonly watch: boolean;
}

/** The results of a run, and the reasons to fail. */
interface Outcome {
  readonly results: readonly EnvironmentResult[];
  readonly reasons: readonly string[];
}

/** @returns 0, or 1 if something needs attention */
export async function previewStacks(
  options: PreviewOptions,
  surroundings: Surroundings,
): Promise<number> {
  if (options.watch) return watchStacks(options, surroundings);
  const outcome = await runOnce(options, surroundings);
  surroundings.out(await textOf(outcome, options, surroundings));
  return outcome.reasons.length === 0 ? 0 : 1;
}

/** @returns 0 when the user ends it: the screen shows problems on the way */
async function watchStacks(options: PreviewOptions, surroundings: Surroundings): Promise<number> {
  const { folder, out } = surroundings;
  const folders =
    options.config === undefined ? [folder] : [folder, dirname(resolve(options.config))];
  const { runAtEverySave } = await import("./watch");
  const show = options.json ? jsonLines(out) : await screen(surroundings);
  await runAtEverySave(folders, async () => {
    show(await runOnce(options, surroundings).catch(refusalOf));
  });
  return 0;
}

/** A stack file that is deleted on the way is no reason to end. */
function refusalOf(error: unknown): Outcome {
  if (!(error instanceof UsageError)) throw error;
  return { results: [], reasons: [error.message] };
}

const jsonLines =
  (out: Surroundings["out"]) =>
  ({ results, reasons }: Outcome): void => {
    out(`${JSON.stringify(jsonReport(results, reasons))}\n`);
  };

/** Shows each outcome in place of the one before; one below the other where the output is no terminal. */
async function screen({ out, isTerminal }: Surroundings): Promise<(outcome: Outcome) => void> {
  const { frame, sinceLastSave, watchedLines } = await import("./render/watched");
  const colors = picocolors.createColors(picocolors.isColorSupported && isTerminal);
  let before: readonly string[] | undefined;
  return ({ results, reasons }) => {
    const lines = results.flatMap((result) => watchedLines(result, colors));
    const text = [
      ...lines,
      ...(reasons.length === 0 ? [colors.green("In order.")] : reasons.map(colors.red)),
      ...sinceLastSave(before, lines, colors),
    ];
    before = lines;
    out(isTerminal ? frame(text, process.stdout) : `${text.join("\n")}\n`);
  };
}

async function runOnce(options: PreviewOptions, surroundings: Surroundings): Promise<Outcome> {
  const { folder, shell, progress } = surroundings;
  const { stack: stacks, config, accept, pack, rulesFrom } = options;
  const tasks = targetsOf(folder, { stacks, config, rulesFrom, accept }).map(
    ({ program, request }) => ({
      program,
      // Another checkout's rules judge in a process that has never run the program.
      request: {
        ...request,
        packProcess: pack === "process" || rulesFrom !== undefined,
        pictured: options.markdown || options.html !== undefined,
      },
    }),
  );
  const captures: Capture[] = [];
  const captured = (capture: Capture): void => {
    captures.push(capture);
  };
  const results = await previewEnvironments(
    options.html === undefined
      ? tasks
      : tasks.map(({ program, request }) => ({ program, request: { ...request, captured } })),
    progress,
  );
  const check = options.check || (shell["CI"] === "true" && !accept);
  const reasons = failures(results, check);
  await writeReports(results, options, surroundings);
  if (options.html !== undefined) {
    const { detailOf } = await import("../../page/detail");
    const { pageText } = await import("../../page/html");
    const details = await Promise.all(
      captures.map((capture) => {
        const own = results.find(({ stack }) => stack === capture.stack);
        return detailOf(capture, own !== undefined && "picture" in own ? own.picture : undefined);
      }),
    );
    writeFile(options.html, pageText({ results, failures: reasons, details }));
  }
  return { results, reasons };
}

async function textOf(
  { results, reasons }: Outcome,
  { json, markdown, tree }: PreviewOptions,
  { isTerminal, columns }: Surroundings,
): Promise<string> {
  if (json) return jsonText(results, reasons);
  if (markdown) {
    const { markdownText } = await import("./render/markdown");
    return markdownText(results, reasons);
  }
  const colors = picocolors.createColors(picocolors.isColorSupported && isTerminal);
  const text = terminalText(results, reasons, { colors, tree });
  return columns === undefined ? text : wrapped(text, columns);
}

async function writeReports(
  results: readonly EnvironmentResult[],
  { sarif, junit, annotations }: PreviewOptions,
  { err }: Surroundings,
): Promise<void> {
  const reports = results.flatMap((result): readonly PolicyReport[] =>
    "policies" in result ? result.policies : [],
  );
  if (sarif !== undefined) {
    const { toSarif } = await import("../report/sarif");
    writeFile(sarif, toSarif(reports));
  }
  if (junit !== undefined) {
    const { toJUnit } = await import("../report/junit");
    writeFile(junit, toJUnit(reports));
  }
  if (annotations) {
    const { toAnnotations } = await import("../report/annotations");
    err(toAnnotations(reports));
  }
}

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeNamed(path, path, text);
}
