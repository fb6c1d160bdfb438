/** The tasks of a service. */
import { DescribeTasksCommand, paginateListTasks, type Task } from "@aws-sdk/client-ecs";
import type { Aws } from "./aws";

/** Which tasks. */
export interface TaskQuery {
  readonly cluster: string;
  readonly service: string;
  readonly desiredStatus: "RUNNING" | "STOPPED";
}

/** DescribeTasks takes 100 at most. */
const batch = 100;

export async function tasksOf(
  aws: Aws,
  { cluster, service, desiredStatus }: TaskQuery,
): Promise<Task[]> {
  const ecs = await aws.ecs();
  const pages = paginateListTasks(
    { client: ecs },
    { cluster, serviceName: service, desiredStatus },
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

export const taskId = (arn = ""): string => arn.split("/").at(-1) ?? "";
