import { readJson } from "./json-document";
import type { Properties } from "./reading";

/** What a schedule or event target tells a task to do otherwise than its definition, with where it is. */
export function runnerOverrides(
  inputs: Properties,
): readonly { readonly overrides: unknown; readonly property: string }[] {
  return ["target.input", "input"].flatMap((property) => {
    const input = readJson(inputs, property);
    return input.state === "known" ? [{ overrides: input.value, property }] : [];
  });
}
