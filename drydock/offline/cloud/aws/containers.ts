import type { PropertyBag } from "../../capture/types";
import { isBag } from "../../capture/values";
import { parseJson, textAt, valuesAt } from "../values";

/** The containers of a task definition as plain data. */
export function containersOf(definition: PropertyBag): PropertyBag[] {
  const containers = parseJson(textAt(definition, "containerDefinitions"));
  return containers === undefined ? [] : valuesAt({ containers }, "containers.*").filter(isBag);
}
