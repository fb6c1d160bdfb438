/** docs/key-changes.md: what a change of each key of a stack file does. */
import { lifecycles } from "./changes";
import { seenIn } from "./record";
import type { Row } from "./row";

export const pageFile = "docs/key-changes.md";

const introduction = (rows: readonly Row[]): string => `# What a change of each key does

<!-- Written by \`npm run generate:keys\` from the schema of the stack file. Do not edit. -->

Each key that holds a value is changed once in a disposable environment, and in a protected one if anything is removed or replaced,
for protection concerns nothing else. The table says what the preview says:
\`rolls\` means that ECS replaces the service's tasks a few at a time, as in any deployment; \`in place\` that nothing is interrupted; \`nothing\`
that no resource depends on the value there, or on a secret alone, which previews do not compare. A refusal comes before anything changes; the preview names the lines that let it through, and
[Changes to plan](operations.md#changes-to-plan) the order for those that need one.

The column "engine" says in which of the two the change was made and taken back on Pulumi's engine with the outcome that is
written here, or refused there if it is refused here. \`npm run test:engine:keys -- protected\` (or \`disposable\`) does it and writes the record that the column
is made from: ${seenText(rows)}. A few dozen keys change in one update; none of them creates, replaces or deletes what another one changes,
so that each has its own part of the outcome. The stand-in for AWS is the sandbox's.

The last column is an estimate of how long requests of a route are not answered: 60 s for a new task to start and two health
checks of 15 s where a target group is replaced; 30 s more, for the former tasks to end, where a service is; a minute more for its name where a load
balancer is. Where nothing is written, they are answered all the time. AWS was not asked.`;

const heading =
  "<!-- prettier-ignore -->\n| key | changed | disposable | protected | engine | without service |\n| --- | --- | --- | --- | --- | --- |";

export const page = (rows: readonly Row[]): string =>
  [introduction(rows), [heading, ...rows.map(lineOf)].join("\n"), ""].join("\n\n");

/** Where it was seen. */
function engineText(row: Row): string {
  const seen = seenIn(row);
  return seen.length === lifecycles.length ? "both" : seen.join(", ");
}

/** `400 of 421 keys in both` */
function seenText(rows: readonly Row[]): string {
  const both = rows.filter((row) => seenIn(row).length === lifecycles.length);
  return `${both.length} of ${rows.length} keys in both`;
}

/** A row of the table; a second outcome like the first is "the same". */
export function lineOf(row: Row): string {
  const { key, change, outage } = row;
  const second = row.protected === row.disposable ? "the same" : row.protected;
  const cells = [`\`${key}\``, `\`${change}\``, row.disposable, second, engineText(row), outage];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
