import { type PolicyReport, summarize } from "./types";

/** All reports as one JSON document. `version` changes when a field changes its meaning. */
export function toJson(reports: readonly PolicyReport[]): string {
  return `${JSON.stringify({ version: 1, summary: summarize(reports), reports }, null, 2)}\n`;
}
