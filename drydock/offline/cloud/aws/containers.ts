import type { PropertyBag } from "../../capture/types";
import { isBag } from "../../capture/values";
import { jsonAt, valuesAt } from "../values";

/** The containers of a task definition as plain data. */
export function containersOf(definition: PropertyBag): PropertyBag[] {
  const containers = jsonAt(definition, "containerDefinitions");
  return containers === undefined ? [] : valuesAt({ containers }, "containers.*").filter(isBag);
}
