import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunSettings } from "./run-settings";

export type Status = "passed" | "failed" | "interrupted" | "not run";

/** What became of a step. */
export interface StepResult {
  readonly name: string;
  readonly proves: string;
  readonly status: Status;
  readonly seconds: number;
  readonly evidence: readonly string[];
  /** Why it failed. */
  readonly reason?: string;
}

export interface Report extends RunSettings {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly passed: boolean;
  /** Undefined in a region without prices. */
  readonly estimatedUsd: number | undefined;
  readonly steps: readonly StepResult[];
}

/** Whether every step was taken and passed. `kept` says that the end was left out on purpose. */
export const allPassed = (steps: readonly StepResult[]): boolean =>
  steps.every(({ status }) => status === "passed");

/**
 * Writes the report for people and for programs.
 *
 * @param secrets values that may appear nowhere, wherever a text came from
 * @returns the paths of both
 */
export function writeReport(
  folder: string,
  report: Report,
  secrets: readonly string[],
): readonly [markdown: string, json: string] {
  mkdirSync(folder, { recursive: true });
  const paths = [join(folder, "report.md"), join(folder, "report.json")] as const;
  const texts = [markdown(report), `${JSON.stringify(report, undefined, 2)}\n`];
  paths.forEach((path, at) => {
    writeFileSync(path, without(secrets, texts[at] ?? ""));
  });
  return paths;
}

function without(secrets: readonly string[], text: string): string {
  // Shorter ones are no secrets, and would hide parts of words.
  const hidden = secrets.filter((secret) => secret.length >= 8);
  return hidden.reduce((shown, secret) => shown.replaceAll(secret, "[secret]"), text);
}

export function markdown(report: Report): string {
  const { account, region, stack, startedAt, endedAt, passed, estimatedUsd, steps } = report;
  return [
    `# Acceptance on AWS: ${passed ? "passed" : "not passed"}`,
    "",
    `Account ${account}, ${region}, stack ${stack}, from ${startedAt} to ${endedAt}, estimated at ${estimatedUsd === undefined ? "a price that is not known" : `${estimatedUsd.toFixed(2)} USD`}.`,
    "",
    "| step | result | time |",
    "| --- | --- | --- |",
    ...steps.map(({ name, status, seconds }) => `| ${name} | ${status} | ${duration(seconds)} |`),
    ...steps.flatMap(section),
    "",
  ].join("\n");
}

function section({ name, proves, status, evidence, reason }: StepResult): readonly string[] {
  return [
    "",
    `## ${name}: ${status}`,
    "",
    proves,
    ...(reason === undefined ? [] : ["", "```text", reason, "```"]),
    ...(evidence.length === 0 ? [] : ["", ...evidence.map((line) => `- ${line}`)]),
  ];
}

/** `7 min 12 s`. */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds % 60} s` : `${minutes} min ${seconds % 60} s`;
}
