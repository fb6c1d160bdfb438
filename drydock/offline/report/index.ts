/** Formats policy results; independent of the policies. */
export { attachLocations } from "./attach";
export { locator } from "./locate";
export { toMarkdown } from "./markdown";
export { isMandatory, type PolicyFinding, type PolicyReport, summarize } from "./types";
