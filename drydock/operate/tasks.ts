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
import { allOf, inBatches } from "./pages";

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
  const arns = await allOf(pages, ({ taskArns }) => taskArns);
  return inBatches(arns, batch, async (tasks) => {
    const described = await ecs.send(new DescribeTasksCommand({ cluster, tasks }));
    return described.tasks;
  });
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
