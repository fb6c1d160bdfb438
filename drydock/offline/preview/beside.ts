import type { Capture } from "../capture";
import { isAssumed, isProvider } from "../cloud";

/** A resource that the program creates beside the environment. */
export interface Beside {
  readonly type: string;
  readonly name: string;
  /** True where the stand-in cloud knows only the outputs that the provider declares. */
  readonly assumed: boolean;
}

/** The resources at the top of a stack and inside the user's own components: all but Drydock's. */
export function besideOf({ resources }: Capture): Beside[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const isOurs = ({ type, parent }: Capture["resources"][number]): boolean => {
    if (type.startsWith("drydock:")) return true;
    const above = byUrn.get(parent ?? "");
    return above !== undefined && isOurs(above);
  };
  return resources
    .filter((resource) => resource.custom && !isProvider(resource.type) && !isOurs(resource))
    .map(({ type, name }) => ({ type, name, assumed: isAssumed(type) }));
}
