import { join } from "node:path";
import type { EnvFileArgs } from "drydock-components";
import type { StackConfig } from "../config";
import { containersOf } from "drydock-components/model/task";

/** Every environment file that a container names, once. `folder` is where the stack file is. */
export function envFileArgs(services: StackConfig["services"], folder: string): EnvFileArgs[] {
  const files = new Map<string, EnvFileArgs>();
  for (const [name, service] of Object.entries(services)) {
    for (const { container } of containersOf(name, service)) {
      for (const file of container.envFiles) {
        const live = service.envFileUpdates === "live";
        files.set(file, { name: file, path: join(folder, file), live });
      }
    }
  }
  return [...files.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}
