/** The outcome of a key's change in words, for docs/key-changes.md. */
import { z } from "zod";
import type { Change, Operation } from "../../drydock/offline/preview/changes";
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

/** Whether an outcome is a refusal. */
export const isRefused = (outcome: string): boolean => outcome.startsWith(refused);

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

/** A task's image is pulled and starts: an assumption. */
const startSeconds = 60;
/** Two health checks of a target group, 15 seconds apart. */
const healthySeconds = 2 * 15;
/** Before the first of those, a deployment waits for connections to the former task to end. */
const drainSeconds = 30;
/** Names of load balancers are kept for a minute. */
const nameSeconds = 60;

/** What a replacement keeps from being answered, the longest first. */
const outages: readonly { readonly type: string; readonly seconds: number }[] = [
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    seconds: startSeconds + healthySeconds + nameSeconds,
  },
  { type: service, seconds: drainSeconds + startSeconds + healthySeconds },
  { type: "aws:lb/targetGroup:TargetGroup", seconds: startSeconds + healthySeconds },
  { type: "aws:lb/listener:Listener", seconds: 5 },
];

function outageText(changes: readonly Change[]): string {
  const replaced = changes.filter(({ operation }) => operation === "replace");
  const outage = outages.find(({ type }) => replaced.some((one) => one.type === type));
  return outage === undefined ? "" : `about ${outage.seconds} s`;
}
