import type { Kind } from "../lib/kinds";
import type { Rule } from "../lib/rule";
import * as catalogue from "./catalogue";
import { coverageGate } from "./stack/coverage-gate";

const lookingRules: readonly Rule[] = Object.values(catalogue);

const judged: ReadonlySet<Kind | undefined> = new Set(
  lookingRules.flatMap(({ kinds, judges = kinds }) => judges),
);

/** Every rule of the pack. */
export const rules: readonly Rule[] = [...lookingRules, coverageGate(judged)];
