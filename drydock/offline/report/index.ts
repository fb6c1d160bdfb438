/** Policy results in every format. Knows no policy: all it says comes with the results. */
export { attachLocations } from "./attach";
export { toJUnit } from "./junit";
export { locator } from "./locate";
export { toMarkdown } from "./markdown";
export { toSarif } from "./sarif";
export { isMandatory, type PolicyFinding, type PolicyReport, summarize } from "./types";
