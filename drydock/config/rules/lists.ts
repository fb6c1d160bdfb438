import { Netmask } from "netmask";
import { type Path } from "drydock-components/model/check/path";
import { type ModelProblem } from "drydock-components/model/check/problem";

/** A range starts at its network address; AWS would silently store another range than the one written. */
export function hostBits(cidr: string, path: Path): ModelProblem[] {
  const network = new Netmask(cidr).toString();
  if (network === cidr) return [];
  return [
    {
      path,
      message: "This is an address inside a range, not the range's first address.",
      allowed: network,
      fix: `Write ${network}.`,
    },
  ];
}
