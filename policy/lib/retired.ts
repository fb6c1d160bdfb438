import { known, type Properties, readString } from "./reading";

/**
 * True for a resource that is about to be deleted, or left to AWS, on purpose: reviewed lines say so in a tag
 * (`drydock:retire` of a stack file; any program can set it), and its protection has to be off before it can go.
 */
export function isRetired(inputs: Properties): boolean {
  const choice = known(readString(inputs, "tags.drydock:retire"));
  return choice === "keep" || choice === "delete";
}
