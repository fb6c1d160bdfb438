import type { Kind } from "../lib/kinds";
import type { Rule } from "../lib/rule";
import * as catalogue from "./catalogue";
import { coverageGate } from "./stack/coverage-gate";

/** In the order of their names: that of a module's exports depends on the compiler. */
const lookingRules: readonly Rule[] = Object.values(catalogue).sort((a, b) =>
  a.name < b.name ? -1 : 1,
);

const judged: ReadonlySet<Kind | undefined> = new Set(
  lookingRules.flatMap(({ kinds, judges = kinds }) => judges),
);

/** Every rule of the pack. */
export const rules: readonly Rule[] = [...lookingRules, coverageGate(judged)];
