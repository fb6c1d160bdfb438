/** Policy results in every format. Knows no policy: all it says comes with the results. */
export { attachLocations, type AttachRequest } from "./attach";
export { toJUnit } from "./junit";
export { locator, type Locator, type StackFile } from "./locate";
export { toMarkdown } from "./markdown";
export { toSarif } from "./sarif";
export {
  isMandatory,
  type PolicyFinding,
  type PolicyReport,
  type PolicySummary,
  type SourceLocation,
  summarize,
} from "./types";
