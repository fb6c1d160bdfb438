import type { Rule } from "../../../policy/lib/rule";
import { rules } from "../../../policy/rules";
import { evaluate, keyOf } from "../mutation/evaluate";
import { goodStack } from "../mutation/good-stack";
import { productionOptions } from "../support/production-options";
import type { Entry } from "./entry";

/** The findings on one change: the rules that fired, by their level in production. */
export interface Verdict {
  readonly entry: Entry;
  readonly mandatory: readonly string[];
  readonly advisory: readonly string[];
}

/** Rules of this program's conventions say nothing about security. */
const judging: readonly Rule[] = rules.filter((rule) => rule.convention !== true);

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
  return result.findings.map(keyOf);
}
