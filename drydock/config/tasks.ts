import type { Path } from "drydock-components/model/check/path";
import type { JobConfig, ServiceConfig, StackConfig } from "./schema";

/** A task of the stack file, as far as services and jobs have the same settings. */
export type TaskConfig = Pick<
  ServiceConfig,
  Extract<keyof ServiceConfig, keyof JobConfig> | OnlyOfServices
>;

/** Keys of a task that a job does not have: it is one container, which no other one calls. */
type OnlyOfServices = "sidecars" | "dependsOn" | "containerPort" | "healthCheck" | "pidMode";

/** A task with its name and its place in the stack file. */
export interface NamedTask {
  readonly name: string;
  readonly task: TaskConfig;
  readonly path: Path;
  /** The task that has the image: itself, or the service that a job is made from. */
  readonly imageOf: string;
}

/** The tasks of services and jobs. A job whose image is not known, which is a problem of its own, is not here. */
export function tasksOf(config: StackConfig): NamedTask[] {
  return [...serviceTasks(config), ...jobTasks(config)];
}

const serviceTasks = ({ services }: StackConfig): NamedTask[] =>
  Object.entries(services).map(([name, task]) => ({
    name,
    task,
    path: ["services", name],
    imageOf: name,
  }));

function jobTasks({ services, jobs }: StackConfig): NamedTask[] {
  return Object.entries(jobs).flatMap(([name, job]) => {
    const { from = name } = job;
    const image = job.image ?? services[from]?.image;
    if (image === undefined) return [];
    const task = { ...job, image, sidecars: {}, dependsOn: {} };
    return [{ name, task, path: ["jobs", name], imageOf: from }];
  });
}

/** The jobs that a service waits for. */
export function jobsBefore(service: string, jobs: StackConfig["jobs"]): string[] {
  return Object.keys(jobs).filter((name) => jobs[name]?.runs.before?.includes(service));
}
