/** Reads log lines of services and jobs from CloudWatch Logs. */
import {
  type FilteredLogEvent,
  paginateFilterLogEvents,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../aws";

export interface LogLine {
  readonly at: Date;
  /** The service's or the job's name. */
  readonly service: string;
  readonly container: string;
  /** The task's id. */
  readonly task: string;
  readonly message: string;
}

/** Which lines. */
export interface LogQuery {
  readonly group: string;
  readonly service: string;
  /** Lines of this container only. */
  readonly container?: string;
  /** CloudWatch's pattern: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
  readonly pattern?: string;
}

/** CloudWatch shows lines late and out of order: this far back it is asked again. */
const overlapMs = 15_000;

/** The lines of one service or job, each once. */
export class LogReader {
  readonly #aws: Aws;
  readonly #query: LogQuery;
  #from: number;
  /** When each event was, of those that may be shown again. */
  readonly #seen = new Map<string, number>();

  constructor(aws: Aws, query: LogQuery, since: Date) {
    this.#aws = aws;
    this.#query = query;
    this.#from = since.getTime();
  }

  /** Returns the lines that came since the last call; undefined where the log group does not exist. */
  async next(): Promise<LogLine[] | undefined> {
    const { group, container, pattern } = this.#query;
    const pages = paginateFilterLogEvents(
      { client: await this.#aws.logs() },
      {
        logGroupName: group,
        startTime: this.#from,
        filterPattern: pattern,
        // A container's name is its stream's prefix.
        logStreamNamePrefix: container === undefined ? undefined : `${container}/`,
      },
    );
    const lines: LogLine[] = [];
    try {
      for await (const { events = [] } of pages) lines.push(...events.flatMap(this.#lineOf));
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
    const newest = lines.reduce((last, { at }) => Math.max(last, at.getTime()), 0);
    this.#forget(Math.max(this.#from, newest - overlapMs));
    return lines;
  }

  readonly #lineOf = (event: FilteredLogEvent): LogLine[] => {
    const { eventId = "", timestamp = 0, logStreamName = "", message = "" } = event;
    if (this.#seen.has(eventId)) return [];
    this.#seen.set(eventId, timestamp);
    const [, container = "", task = ""] = logStreamName.split("/");
    const { service } = this.#query;
    return [{ at: new Date(timestamp), service, container, task, message: message.trimEnd() }];
  };

  #forget(before: number): void {
    this.#from = before;
    for (const [id, at] of this.#seen) if (at < before) this.#seen.delete(id);
  }
}
