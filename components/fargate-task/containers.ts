import type { z } from "zod";
import type { TaskSettings } from "./settings";
import { mainContainer } from "./shape";

/** A container of a task with its name. */
export interface ContainerSettings
  extends
    Omit<z.output<typeof mainContainer>, "containerPort" | "systemControls">,
    Partial<Pick<z.output<typeof mainContainer>, "systemControls">>,
    Partial<Pick<TaskSettings["sidecars"][string], "cpu" | "memoryMiB" | "containerPort">> {
  readonly name: string;
  /** The task ends with this container. */
  readonly essential: boolean;
}

/** The containers of a task: the main one, which has the task's name and is essential, then the sidecars. */
export function containersOf(name: string, task: TaskSettings): ContainerSettings[] {
  return [
    // Only the container's own settings: its document does not wait for those of the task.
    { ...mainContainer.parse(task), name, essential: true },
    ...Object.entries(task.sidecars).map(([sidecar, container]) => ({
      ...container,
      name: sidecar,
    })),
  ];
}
