/** Signs and colors of the terminal output. */
import type picocolors from "picocolors";
import type { Change, Operation } from "../changes";
import { count } from "../../words";

export type Colors = ReturnType<typeof picocolors.createColors>;

const signs: Readonly<Record<Operation, string>> = {
  create: "+",
  update: "~",
  replace: "+-",
  delete: "-",
};

/** The sign of an operation, two columns wide, as the engine shows it. */
export function sign(operation: Operation | undefined, colors: Colors): string {
  if (operation === undefined) return "  ";
  const paint = { create: "green", update: "yellow", replace: "magenta", delete: "red" } as const;
  return colors[paint[operation]](signs[operation].padEnd(2));
}

/** `Service` from `aws:ecs/service:Service`. */
export const shortType = (type: string): string => type.split(":").at(-1) ?? type;

/** `2 to create, 1 to update`, or `no changes`. */
export function changeCounts(changes: readonly Change[]): string {
  const operations: readonly Operation[] = ["create", "update", "replace", "delete"];
  const parts = operations.flatMap((operation) => {
    const number = changes.filter((change) => change.operation === operation).length;
    return number === 0 ? [] : [`${number} to ${operation}`];
  });
  return parts.length === 0 ? "no changes" : parts.join(", ");
}

/** `105 resources`. */
export const resourceCount = (number: number): string => count(number, "resource");
