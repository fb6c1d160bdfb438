/** Formats policy results; independent of the policies. */
export { attachLocations, decidingKey } from "./attach";
export { type Locator, locator } from "./locate";
export { toMarkdown } from "./markdown";
export { isWithoutReservations, reservationsOf } from "./reservations";
export {
  firstLine,
  identity,
  isMandatory,
  isNote,
  nameOfUrn,
  typeOfUrn,
  type PolicyFinding,
  type PolicyReport,
  summarize,
} from "./types";
