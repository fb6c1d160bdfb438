import { createHash } from "node:crypto";

/** Rules were tuned on the first half only; the second one shows what they do with the unmet. */
export const halves = ["tuned", "kept back"] as const;
export type Half = (typeof halves)[number];

/** The half that a name falls into: by a hash, so that nobody chose it. */
export function halfOf(name: string): Half {
  const [first = 0] = createHash("sha256").update(name).digest();
  return first % 2 === 0 ? "tuned" : "kept back";
}
