import type { LoadedStack } from "../../../config";
import { environmentFacts } from "./environment";
import { jobSummaries } from "./job";
import { serviceSummaries } from "./service";
import type { Summary } from "./types";

export type * from "./types";

/** Summary of a stack file in the user's words. */
export function summaryOf(stack: LoadedStack): Summary {
  return {
    region: stack.region,
    lifecycle: stack.config.lifecycle,
    facts: environmentFacts(stack),
    services: serviceSummaries(stack),
    jobs: jobSummaries(stack),
  };
}
