/** Tasks of ECS, and what they run from. */
import {
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  paginateListTasks,
  StopTaskCommand,
  type Task,
  type TaskDefinition,
} from "@aws-sdk/client-ecs";
import type { Aws } from "./aws";

/** Which tasks. */
export interface TaskQuery {
  readonly cluster: string;
  /** Its name in ECS. */
  readonly service?: string;
  /** Of this family of task definitions. */
  readonly family?: string;
  readonly desiredStatus: "RUNNING" | "STOPPED";
}

/** Where a task is. */
export interface TaskPlace {
  readonly cluster: string;
  /** Its ARN. */
  readonly task: string;
}

/** DescribeTasks takes 100 at most. */
const batch = 100;

/** The tasks of a service or a family. ECS remembers a stopped one for an hour. */
export async function tasksOf(
  aws: Aws,
  { cluster, service, family, desiredStatus }: TaskQuery,
): Promise<Task[]> {
  const ecs = await aws.ecs();
  const pages = paginateListTasks(
    { client: ecs },
    { cluster, serviceName: service, family, desiredStatus },
  );
  const arns: string[] = [];
  for await (const { taskArns = [] } of pages) arns.push(...taskArns);
  const tasks: Task[] = [];
  for (let start = 0; start < arns.length; start += batch) {
    const command = new DescribeTasksCommand({ cluster, tasks: arns.slice(start, start + batch) });
    tasks.push(...((await ecs.send(command)).tasks ?? []));
  }
  return tasks;
}

/** A task, as long as ECS remembers it. */
export async function describeTask(
  aws: Aws,
  { cluster, task }: TaskPlace,
): Promise<Task | undefined> {
  const ecs = await aws.ecs();
  const { tasks: [found] = [] } = await ecs.send(
    new DescribeTasksCommand({ cluster, tasks: [task] }),
  );
  return found;
}

export async function stopTask(
  aws: Aws,
  { cluster, task }: TaskPlace,
  reason: string,
): Promise<void> {
  const ecs = await aws.ecs();
  await ecs.send(new StopTaskCommand({ cluster, task, reason }));
}

/** @param taskDefinition an ARN or `family:revision` */
export async function describeTaskDefinition(
  aws: Aws,
  taskDefinition: string,
): Promise<TaskDefinition> {
  const ecs = await aws.ecs();
  const command = new DescribeTaskDefinitionCommand({ taskDefinition });
  return (await ecs.send(command)).taskDefinition ?? {};
}

export const taskId = (arn = ""): string => arn.split("/").at(-1) ?? "";
