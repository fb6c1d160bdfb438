import { createHash } from "node:crypto";
import type { WireProperties } from "../../../drydock/offline/pack";
import type { Option, Rule } from "../../../policy/lib/rule";
import { rules } from "../../../policy/rules";
import { evaluate } from "../mutation/evaluate";
import { goodStack } from "../mutation/good-stack";
import type { Entry } from "./entry";

/** Rules were tuned on the first half only; the second one shows what they do with the unmet. */
export type Half = "tuned" | "kept back";

/** The half of an entry: by a hash of its name, so that nobody chose it. */
export function halfOf({ name }: Pick<Entry, "name">): Half {
  const [first = 0] = createHash("sha256").update(name).digest();
  return first % 2 === 0 ? "tuned" : "kept back";
}

/** The findings on one change: the rules that fired, by their level in production. */
export interface Verdict {
  readonly entry: Entry;
  readonly mandatory: readonly string[];
  readonly advisory: readonly string[];
}

/** Rules of this program's conventions say nothing about security. */
const judging: readonly Rule[] = rules.filter((rule) => rule.convention !== true);

const productionOptions: Readonly<Record<string, WireProperties>> = Object.fromEntries(
  judging.map(({ name, options = {} }): [string, WireProperties] => [name, inProduction(options)]),
);

function inProduction(options: Readonly<Record<string, Option>>): WireProperties {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, { production }]) =>
      production === undefined ? [] : [[name, production]],
    ),
  );
}

/** Judges entries as production does, each by what it adds to the good stack's own findings. */
export async function judge(entries: readonly Entry[]): Promise<Verdict[]> {
  const before = new Set(await findings((graph) => graph));
  const verdicts: Verdict[] = [];
  for (const entry of entries) {
    const after = (await findings(entry.change)).filter((one) => !before.has(one));
    const named = judging.filter(({ name }) => after.some((one) => one.startsWith(`${name} `)));
    const at = (level: string) =>
      named.filter(({ levels }) => levels.production === level).map(({ name }) => name);
    verdicts.push({ entry, mandatory: at("mandatory"), advisory: at("advisory") });
  }
  return verdicts;
}

async function findings(change: Entry["change"]): Promise<string[]> {
  const result = await evaluate(judging, change(goodStack()), productionOptions);
  return result.findings.map(({ rule, at, message }) => `${rule} ${at} ${message}`);
}
