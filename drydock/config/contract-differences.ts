import diff from "microdiff";
import { isMap } from "drydock-components/model/check/path";
import { type Contract, contract as contractShape } from "drydock-components/model/platform";
import { jsonIn } from "../json";

/**
 * What a live contract, a text, says otherwise than the one in a file, a line each. Which other stacks there are and how many
 * addresses are free is nothing that a stack stands on.
 *
 * @param as the stack's name on the platform
 */
export function contractDifferences(inFile: Contract, text: string, as: string): string[] {
  const other = contractIn(text);
  if (!isMap(other)) return ["What it has published is no contract."];
  return diff(of(as, inFile), of(as, other)).map((difference) => {
    const path = difference.path.join(".");
    const live = difference.type === "REMOVE" ? "nothing" : JSON.stringify(difference.value);
    const file = difference.type === "CREATE" ? "nothing" : JSON.stringify(difference.oldValue);
    return `${path}: ${file} in the file, ${live} live`;
  });
}

/** With every default filled in, where this Drydock reads it. */
function contractIn(text: string): unknown {
  const value = jsonIn(text);
  const read = contractShape.safeParse(value);
  return read.success ? read.data : value;
}

function of(as: string, contract: object): object {
  const { addresses, stacks, ...others }: Readonly<Record<string, unknown>> = { ...contract };
  return { ...others, stacks: isMap(stacks) ? { [as]: stacks[as] } : {} };
}
