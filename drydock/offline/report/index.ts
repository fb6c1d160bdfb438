/** Formats policy results; independent of the policies. */
export { attachLocations } from "./attach";
export { toJUnit } from "./junit";
export { locator } from "./locate";
export { toMarkdown } from "./markdown";
export { toSarif } from "./sarif";
export { isMandatory, type PolicyFinding, type PolicyReport, summarize } from "./types";
