import { diagnoses } from "../drydock/operate/why/diagnoses";
import type { RecordedFailure } from "../test/operate/failures";
import { allFailures } from "../test/operate/further-failures";
import { refused } from "../test/operate/refused";
import { formatted, type Generator } from "./generator";

/** The page about failures, from the recorded ones that the tests hold the commands against. */
export const failures: Generator = {
  name: "failures",
  files: async () => ({ "docs/failures.md": await formatted("docs/failures.md", page()) }),
};

/** Characters of what AWS says that tell one failure from another. */
const shown = 110;

function page(): string {
  return [
    "# Failures, what you see, and what you do",
    "<!-- Written by `npm run generate` from test/operate/failures.ts, further-failures.ts and refused.ts. Do not edit. -->",
    "Each row is a test against an emulator of AWS's APIs, which holds requests and answers against the shapes of AWS's SDK. The words of " +
      "AWS are recorded or from its documentation.",
    "## A deployment or a task failed",
    "`npx drydock why <service>` reads what AWS says, names the cause and the line of the stack file; `npx drydock run` says the same of " +
      "its task.",
    [
      "| AWS says | `why` says | what to do |",
      "| --- | --- | --- |",
      ...diagnoses.map(({ name, cause, fix }) => {
        const said = allFailures.find((failure) => failure.cause === name);
        return row(said === undefined ? "" : `\`${wordsOf(said)}\``, filled(cause), fix);
      }),
    ].join("\n"),
    "## A command is refused",
    "Exit code 2, and nothing was changed.",
    [
      "| what keeps it | what you see | what to do |",
      "| --- | --- | --- |",
      ...refused.map(({ failure, says, remedy }) =>
        row(failure, says.trimEnd().split("\n").map(escaped).join("<br>"), remedy),
      ),
    ].join("\n"),
    "",
  ].join("\n\n");
}

/** The text that tells the cause, cut where it grows long. */
function wordsOf({ stopped, event, log, container, deployment }: RecordedFailure): string {
  const words =
    log?.[0] ??
    container?.reason ??
    event ??
    (container?.exitCode === undefined ? undefined : `exit code ${container.exitCode}`) ??
    stopped ??
    deployment?.statusReason ??
    deployment?.status ??
    "";
  const text = words.replaceAll("`", "'").replaceAll("|", "\\|");
  const end = text.slice(-shown);
  return text.length <= shown ? text : `... ${end.slice(end.indexOf(" ") + 1)}`;
}

const filled = (cause: string): string =>
  cause.replace("{container}", "web").replace("{1}", "another code");

const escaped = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "\\<");

const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
