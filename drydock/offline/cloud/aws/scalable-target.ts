import type { PropertyBag } from "../../capture/types";
import { textAt } from "../values";

/** The `resourceId` of a service's scalable target, from the service's inputs: `service/<cluster>/<name>`. */
export function scalableIdOf(service: PropertyBag): string {
  const cluster = textAt(service, "cluster").split("/").at(-1) ?? "";
  return `service/${cluster}/${textAt(service, "name")}`;
}
