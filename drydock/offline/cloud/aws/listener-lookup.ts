/** What the data source of a listener says. */
import type { PropertyBag } from "../../capture/types";
import { CloudRefusal } from "../refusal";
import { textAt } from "../values";
import type { ObjectsOf } from "./ecs-deployments";
import { listenerType } from "./load-balancing";

/** @throws CloudRefusal if there is no such listener */
export function describedListener(args: PropertyBag, objectsOf: ObjectsOf): PropertyBag {
  const arn = textAt(args, "arn");
  const listener = objectsOf(listenerType).find(({ id }) => id === arn);
  if (listener === undefined) {
    throw new CloudRefusal("ListenerNotFound", `One or more listeners not found: ${arn}`);
  }
  return { ...listener.inputs, id: arn, arn };
}
