import type { Beside } from "../beside";

/** Describes them, a sentence a line; nothing where there are none. */
export function besideTexts(beside: readonly Beside[]): string[] {
  const list = (some: readonly Beside[]) =>
    some.map(({ type, name }) => `${name} (${type})`).join(", ");
  const assumed = beside.filter((one) => one.assumed);
  return [
    ...(beside.length === 0 ? [] : [`Beside the environment: ${list(beside)}.`]),
    ...(assumed.length === 0
      ? []
      : [
          `Known by their provider's declarations alone: ${list(assumed)}. Their ids and ARNs are placeholders, and a ` +
            "change may replace them where this preview says that it does not.",
        ]),
  ];
}
