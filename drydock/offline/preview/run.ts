/** `drydock preview`: the resources and changes of every environment, without a cloud account. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import picocolors from "picocolors";
import type { Surroundings } from "../../surroundings";
import { UsageError } from "../../errors";
import type { PolicyReport } from "../report";
import { failures } from "./outcome";
import { previewEnvironments } from "./environments";
import { progress } from "./progress";
import type { EnvironmentResult } from "./results";
import { jsonText } from "./render/json";
import { markdownText } from "./render/markdown";
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
  readonly sarif?: string;
  readonly junit?: string;
  /** Where the policies run: in this process, or in the pack's own. */
  readonly pack: "here" | "process";
  /** Write the baselines. */
  readonly accept: boolean;
  /** A checkout whose policies, levels and exemptions decide. */
  readonly rulesFrom?: string;
  /** Fail when a baseline is stale. */
  readonly check: boolean;
}

/** @returns 0, or 1 if something needs attention */
export async function previewStacks(
  options: PreviewOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { folder, shell, out } = surroundings;
  const { stack: stacks, config, accept, pack, rulesFrom } = options;
  const tasks = targetsOf(folder, {
    stacks,
    ...(config === undefined ? {} : { config }),
    ...(rulesFrom === undefined ? {} : { rulesFrom }),
    accept,
  }).map(({ program, request }) => ({
    program,
    // Another checkout's rules judge in a process that has never run the program.
    request: { ...request, packProcess: pack === "process" || rulesFrom !== undefined },
  }));
  const line = progress(shell);
  const results = await previewEnvironments(tasks, line);
  line.end();
  const check = options.check || (shell["CI"] === "true" && !accept);
  const reasons = failures(results, check);
  await writeReports(results, options);
  out(await textOf({ results, reasons }, options, surroundings));
  return reasons.length === 0 ? 0 : 1;
}

async function textOf(
  {
    results,
    reasons,
  }: { readonly results: readonly EnvironmentResult[]; readonly reasons: readonly string[] },
  { json, markdown, tree }: PreviewOptions,
  { isTerminal, columns }: Surroundings,
): Promise<string> {
  if (json) return jsonText(results, reasons);
  if (markdown) return markdownText(results, reasons);
  const colors = picocolors.createColors(picocolors.isColorSupported && isTerminal);
  const text = terminalText(results, reasons, { colors, tree });
  if (columns === undefined) return text;
  const { wrapAnsi } = await import("fast-wrap-ansi");
  return wrapped(text, columns, wrapAnsi);
}

async function writeReports(
  results: readonly EnvironmentResult[],
  { sarif, junit }: PreviewOptions,
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
}

function writeFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} cannot be written: ${reason}`);
  }
}
