import { Netmask } from "netmask";
import { z } from "zod";
import { withReading } from "./check/advice";
import { repeated } from "./check/lists";
import { type ModelProblem, problemIf, within } from "./check/problem";
import { range } from "./readings";

/** A range of IPv4 addresses. `bits` are those of a range that is written as an address alone. */
export const cidr = (example: string, bits = 16) =>
  withReading(z.cidrv4(`an IPv4 range in CIDR notation, such as ${example}`), range(bits));

/** Returns the problems of a list of ranges. */
export function rangeProblems(ranges: readonly string[]): ModelProblem[] {
  return [...repeated(ranges), ...ranges.flatMap((one, index) => within([index], hostBits(one)))];
}

/** A range starts at its network address; AWS would silently store another range than the one written. */
export function hostBits(range: string): ModelProblem[] {
  const first = new Netmask(range).toString();
  return problemIf(first !== range, {
    path: [],
    message: "This is an address inside a range, not the range's first address.",
    allowed: first,
    fix: `Write ${first}.`,
  });
}
