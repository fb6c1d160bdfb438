/** The log stream of one container of one task. */
import { GetLogEventsCommand, ResourceNotFoundException } from "@aws-sdk/client-cloudwatch-logs";
import type { TaskDefinition } from "@aws-sdk/client-ecs";
import type { Aws } from "../aws";

export interface LogStream {
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** A stream of awslogs is `<prefix>/<container>/<task id>`; undefined where the container logs elsewhere. */
export function streamOf(
  definition: TaskDefinition | undefined,
  container: string,
  task: string,
): LogStream | undefined {
  const config = definition?.containerDefinitions?.find(({ name }) => name === container);
  const { logDriver, options } = { ...config?.logConfiguration };
  const group = options?.["awslogs-group"];
  if (logDriver !== "awslogs" || group === undefined) return undefined;
  const prefix = options?.["awslogs-stream-prefix"] ?? "";
  return { logGroupName: group, logStreamName: `${prefix}/${container}/${task}` };
}

/** Returns the last lines, oldest first. A container that never started has no stream. */
export async function lastLines(aws: Aws, stream: LogStream, limit: number): Promise<string[]> {
  const logs = await aws.logs();
  try {
    const { events = [] } = await logs.send(new GetLogEventsCommand({ ...stream, limit }));
    return events.map(({ message = "" }) => message.trimEnd());
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return [];
    throw error;
  }
}
