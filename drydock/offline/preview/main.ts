/** `npm run preview`: what every environment would make and change, without a cloud account. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isatty } from "node:tty";
import picocolors from "picocolors";
import { type PolicyReport, toJUnit, toSarif } from "../report";
import { HelpShown, type PreviewOptions, parseOptions } from "./options";
import { failures } from "./outcome";
import type { EnvironmentResult } from "./process/messages";
import { runEnvironments } from "./process/run";
import { progress } from "./progress";
import { jsonText } from "./render/json";
import { markdownText } from "./render/markdown";
import { terminalText } from "./render/terminal";
import { UsageError, targetsOf } from "./targets";

/** @returns the exit code */
async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2), process.env["CI"] === "true");
  const { config } = options;
  const tasks = targetsOf(process.cwd(), {
    stacks: options.stack,
    ...(config === undefined ? {} : { config }),
    accept: options.accept,
  });
  const line = progress(tasks.map(({ request }) => request.stack));
  const results = await runEnvironments(tasks, (stack) => {
    line.finished(stack);
  });
  line.end();
  const reasons = failures(results, options.check);
  writeReports(results, options);
  process.stdout.write(textOf(results, reasons, options));
  return reasons.length === 0 ? 0 : 1;
}

function textOf(
  results: readonly EnvironmentResult[],
  reasons: readonly string[],
  { json, markdown, tree }: PreviewOptions,
): string {
  if (json) return jsonText(results, reasons);
  if (markdown) return markdownText(results, reasons);
  const onTerminal = isatty(process.stdout.fd);
  const colors = picocolors.createColors(picocolors.isColorSupported && onTerminal);
  return terminalText(results, reasons, { colors, tree });
}

function writeReports(
  results: readonly EnvironmentResult[],
  { sarif, junit }: PreviewOptions,
): void {
  const reports = results.flatMap((result): readonly PolicyReport[] =>
    "policies" in result ? result.policies : [],
  );
  if (sarif !== undefined) writeFile(sarif, toSarif(reports));
  if (junit !== undefined) writeFile(junit, toJUnit(reports));
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

void main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof HelpShown) return;
    const text = error instanceof UsageError ? error.message : inspectable(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  },
);

/** A fault of the preview itself: its stack is worth reporting. */
function inspectable(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
