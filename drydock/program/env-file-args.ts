import { join } from "node:path";
import type { EnvFileArgs } from "drydock-components";
import { type SidecarConfig, type StackConfig, type TaskConfig, tasksOf } from "../config";
import { containersOf } from "drydock-components/model/task";

/** Every environment file that a container names, once. `folder` is where the stack file is. */
export function envFileArgs(config: StackConfig, folder: string): EnvFileArgs[] {
  const files = new Map<string, EnvFileArgs>();
  for (const { name, task } of tasksOf(config)) {
    for (const { container } of containersOf<TaskConfig, SidecarConfig>(name, task)) {
      for (const file of container.envFiles) {
        const live = task.envFileUpdates === "live";
        files.set(file, { name: file, path: join(folder, file), live });
      }
    }
  }
  return [...files.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}
