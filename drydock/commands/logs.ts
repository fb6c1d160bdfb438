import { type Command, InvalidArgumentError, Option } from "commander";
import type { LogsOptions } from "../operate/logs/run";
import type { Run } from "../surroundings";
import { jsonOption, withExamples, workloadsCommand } from "./options";

export function logs(run: Run): Command {
  const command = workloadsCommand(
    "logs",
    "Prints what the containers of a deployed environment have logged, oldest first.",
  )
    .addOption(
      new Option(
        "--container <name>",
        "lines of this container only, such as a sidecar; needs a service",
      ),
    )
    .option(
      "--filter <text>",
      "lines that hold this text, or a CloudWatch pattern such as '?ERROR ?WARN'",
    )
    .addOption(
      new Option(
        "--since <time>",
        "how far back: 30s, 10m, 2h, 3d or a date such as 2026-11-28T14:00Z",
      )
        .argParser(since)
        .default(since("10m"), "10m"),
    )
    .option("-f, --follow", "stay, and print new lines until you press Ctrl-C", false)
    .addOption(jsonOption())
    .action((service: string | undefined, options: Omit<LogsOptions, "service">) =>
      run(async (surroundings) => {
        const { printLogs } = await import("../operate/logs/run");
        return printLogs({ ...options, service }, surroundings);
      }),
    );
  return withExamples(command, [
    "logs web --follow",
    "logs migrate --since 1d",
    "logs web --since 2h --filter ECONNREFUSED",
    "logs --stack production --json",
  ]);
}

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function since(text: string): Date {
  const [, number, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const time =
    unit === undefined ? Date.parse(text) : Date.now() - Number(number) * (unitMs[unit] ?? 0);
  if (time > Date.now()) {
    throw new InvalidArgumentError("This is in the future. Give a time that has passed.");
  }
  if (!Number.isNaN(time)) return new Date(time);
  throw new InvalidArgumentError("Give 30s, 10m, 2h, 3d or a date such as 2026-11-28T14:00Z.");
}
