import { UsageError } from "../../errors";
import type { Surroundings } from "../../surroundings";
import { withAws } from "../aws";
import { type EnvironmentChoice, environmentOf, type OperatedEnvironment } from "../environment";
import { notDeployed, refuseUnknownContainer, workloadsOf } from "../services";
import { type LogLine, type LogQuery, LogReader } from "./read";

export interface LogsOptions extends EnvironmentChoice {
  /** A service or a job. */
  readonly service?: string;
  readonly container?: string;
  readonly filter?: string;
  readonly since: Date;
  readonly follow: boolean;
  readonly json: boolean;
}

const everyMs = 2000;

/** @throws UsageError */
export async function printLogs(options: LogsOptions, surroundings: Surroundings): Promise<number> {
  const environment = environmentOf(options, surroundings);
  const queries = queriesOf(environment, options);
  const { out, err, pause } = surroundings;
  return withAws(environment, async (aws) => {
    const readers = queries.map((query) => new LogReader(aws, query, options.since));
    let shown = 0;
    for (;;) {
      const lines = await nextLines(readers);
      if (lines === undefined) throw notDeployed(environment, queries[0]?.service ?? "");
      for (const line of lines) out(`${options.json ? JSON.stringify(line) : lineText(line)}\n`);
      shown += lines.length;
      if (!options.follow) break;
      if ((await pause(everyMs)) === "interrupted") return 0;
    }
    if (shown === 0) err(`No line since ${options.since.toISOString()}.\n`);
    return 0;
  });
}

/** The new lines of all in the order of time; undefined where none has a log group. */
async function nextLines(readers: readonly LogReader[]): Promise<LogLine[] | undefined> {
  const found: LogLine[] = [];
  let groups = 0;
  // One after the other: AWS limits the calls of an account.
  for (const reader of readers) {
    const lines = await reader.next();
    if (lines === undefined) continue;
    groups += 1;
    found.push(...lines);
  }
  return groups === 0 ? undefined : found.sort((left, right) => Number(left.at) - Number(right.at));
}

function queriesOf(environment: OperatedEnvironment, options: LogsOptions): LogQuery[] {
  const { container, filter } = options;
  if (container !== undefined && options.service === undefined) {
    throw new UsageError(`Name the service of the container ${container}, too.`);
  }
  const { services, jobs } = workloadsOf(environment, options.service);
  return [...services, ...jobs].map((service) => {
    if (container !== undefined) refuseUnknownContainer(environment, { service, container });
    return {
      service,
      group:
        environment.loaded.config.services[service]?.names.logGroup ??
        environment.names.logGroup(service),
      container,
      ...(filter === undefined ? {} : { pattern: patternOf(filter) }),
    };
  });
}

/** A plain text is searched as it is; a text that begins like a pattern of CloudWatch is one. */
const patternOf = (filter: string): string =>
  /^["?{[%-]/.test(filter) ? filter : JSON.stringify(filter);

function lineText({ at, service, container, task, message }: LogLine): string {
  const owner = container === service ? service : `${service}/${container}`;
  return `${at.toISOString().slice(11, 23)} ${owner} ${task.slice(0, 8)} ${message}`;
}
