import type { LoadedStack } from "../../../config";
import { hasBootstrapKeys } from "../../../config/path";
import { environmentFacts } from "./environment";
import { jobSummaries } from "./job";
import { serviceSummaries } from "./service";
import type { Summary } from "./types";

export type * from "./types";

/** Summary of a stack file in the user's words. */
export function summaryOf(stack: LoadedStack): Summary {
  const about = { region: stack.region, lifecycle: stack.config.lifecycle };
  // The program of such a file creates no environment.
  if (hasBootstrapKeys(stack.values)) return { ...about, facts: [], services: [], jobs: [] };
  return {
    ...about,
    facts: environmentFacts(stack),
    services: serviceSummaries(stack),
    jobs: jobSummaries(stack),
  };
}
