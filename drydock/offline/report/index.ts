/** Formats policy results; independent of the policies. */
export { attachLocations } from "./attach";
export { locator } from "./locate";
export { toMarkdown } from "./markdown";
export { isWithoutReservations, reservationsOf } from "./reservations";
export { isMandatory, isNote, type PolicyFinding, type PolicyReport, summarize } from "./types";
