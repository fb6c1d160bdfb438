import type { Entry } from "../entry";
import { documents } from "./documents";
import { front } from "./front";
import { grants } from "./grants";
import { stores } from "./stores";
import { watch } from "./watch";
import { workloads } from "./workloads";

export { harmless as fourthHarmless } from "./harmless";

/**
 * Weaknesses of any service and of what starts, replaces and watches tasks, from AWS's documentation, its controls
 * and write-ups of attacks, before their rules.
 */
export const fourth: readonly Entry[] = [
  ...grants,
  ...documents,
  ...workloads,
  ...front,
  ...stores,
  ...watch,
];
