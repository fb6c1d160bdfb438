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

type MainContainer = z.output<typeof mainContainer>;

/** The main containers of tasks that were parsed before, which takes a while. */
const mainContainers = new WeakMap<TaskSettings, MainContainer>();

/** Only the container's own settings: its document does not wait for those of the task. */
function mainContainerOf(task: TaskSettings): MainContainer {
  const main = mainContainers.get(task) ?? mainContainer.parse(task);
  mainContainers.set(task, main);
  return main;
}

/** The containers of a task: the main one, which has the task's name and is essential, then the sidecars. */
export function containersOf(name: string, task: TaskSettings): ContainerSettings[] {
  return [
    { ...mainContainerOf(task), name, essential: true },
    ...Object.entries(task.sidecars).map(([sidecar, container]) => ({
      ...container,
      name: sidecar,
    })),
  ];
}
