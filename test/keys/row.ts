/** The outcome of a key's change in words, for docs/key-changes.md. */
import { z } from "zod";
import type { Change, Operation } from "../../drydock/offline/preview/changes";
import { outageSeconds } from "../../drydock/offline/preview/outage";
import type { KeyChange } from "./changes";
import { type Outcome, outcomeOf } from "./outcome";

const row = z.object({
  key: z.string(),
  /** From which value to which. */
  change: z.string(),
  disposable: z.string(),
  protected: z.string(),
  /** How long requests are not answered, as estimated; empty where they are all the time. */
  outage: z.string(),
});

export type Row = Readonly<z.output<typeof row>>;

/** What a process writes that works on a part of the keys. */
export const rows = z.array(row);

/** Protection concerns what goes: other changes are not previewed twice. */
export async function rowOf(disposable: KeyChange, other: KeyChange): Promise<Row> {
  const { key, before, after } = disposable;
  const outcome = await outcomeOf(before, after);
  const removes = outcome.changes.some(({ operation }) => /^(?:delete|replace)$/.test(operation));
  const second = removes ? await outcomeOf(other.before, other.after) : outcome;
  return {
    key,
    change: changeText(disposable),
    disposable: textOf(outcome),
    protected: textOf(second),
    outage: outcome.refusals.length > 0 ? "" : outageText(outcome.changes),
  };
}

/** From which value to which. */
export const changeText = ({ from, to }: KeyChange): string =>
  `${valueText(from)} → ${valueText(to)}`;

export const textOf = ({ changes, refusals }: Outcome): string =>
  refusals.length > 0 ? refusedText(refusals) : outcomeText(changes);

const longest = 40;

function valueText(value: unknown): string {
  if (value === undefined) return "absent";
  const text = JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** The first reason without the way on, which the preview says in full. */
function refusedText([first = "", ...others]: readonly string[]): string {
  const reason = first.split(/[.:;] /)[0] ?? first;
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  return `${refused}${reason}${more}`;
}

const refused = "refused before anything changes: ";

const task = "aws:ecs/taskDefinition:TaskDefinition";
const service = "aws:ecs/service:Service";

function outcomeText(changes: readonly Change[]): string {
  const real = changes.filter(({ type }) => /^(?!drydock:|awsx:|pulumi:)/.test(type));
  const rolled = real.filter(({ type, operation }) => type === service && operation === "update");
  // A new revision of a task definition is how every change of a task is made.
  const others = real.filter((one) => one.type !== task && !rolled.includes(one));
  const parts = [
    ...(rolled.length === 0 ? [] : [`rolls ${rolled.map(({ name }) => name).join(", ")}`]),
    ...[...words].flatMap(([operation, word]) => {
      const names = others.filter((one) => one.operation === operation).map(nameOf);
      return names.length === 0 ? [] : [`${word} ${listed(names)}`];
    }),
  ];
  return parts.length === 0 ? "nothing" : parts.join("; ");
}

const words: ReadonlyMap<Operation, string> = new Map([
  ["replace", "replaced:"],
  ["update", "in place:"],
  ["create", "created:"],
  ["delete", "deleted:"],
]);

const shown = 2;

const listed = (names: readonly string[]): string =>
  names.length <= shown + 1
    ? names.join(", ")
    : `${names.slice(0, shown).join(", ")} and ${names.length - shown} more`;

/** `lb.ListenerRule web` */
function nameOf({ type, name }: Change): string {
  const [package_ = "", module = "", short = ""] = type.split(":");
  return `${package_ === "aws" ? (module.split("/")[0] ?? "") : package_}.${short} ${name}`;
}

function outageText(changes: readonly Change[]): string {
  const replaced = changes.filter(({ operation }) => operation === "replace");
  const outage = Object.entries(outageSeconds).find(([type]) =>
    replaced.some((one) => one.type === `aws:${type}`),
  );
  return outage === undefined ? "" : `about ${outage[1]} s`;
}
