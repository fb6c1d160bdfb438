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
  definition: TaskDefinition,
  container: string,
  task: string,
): LogStream | undefined {
  const config = definition.containerDefinitions?.find(({ name }) => name === container);
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

/** The lines of a stream from its first one on, each once. */
export class LogFollower {
  readonly #aws: Aws;
  readonly #stream: LogStream;
  #nextToken: string | undefined;

  constructor(aws: Aws, stream: LogStream) {
    this.#aws = aws;
    this.#stream = stream;
  }

  /** Returns the lines that came since the last call. A stream begins with its first line. */
  async next(): Promise<string[]> {
    const logs = await this.#aws.logs();
    const lines: string[] = [];
    try {
      for (;;) {
        const before = this.#nextToken;
        const { events = [], nextForwardToken } = await logs.send(
          new GetLogEventsCommand({ ...this.#stream, startFromHead: true, nextToken: before }),
        );
        lines.push(...events.map(({ message = "" }) => message.trimEnd()));
        this.#nextToken = nextForwardToken;
        // At the end the token stays as it is.
        if (nextForwardToken === undefined || nextForwardToken === before) return lines;
      }
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return lines;
      throw error;
    }
  }
}
