/** Queries of CloudWatch Logs Insights: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html */

/** A saved query. */
export interface SavedQuery {
  readonly name: string;
  /** Whose logs: those of all services, or of the VPC. */
  readonly of: "services" | "network";
  /** Commands, one a line. */
  readonly commands: readonly string[];
}

const isError = "filter @message like /(?i)(error|exception|fatal|panic|traceback)/";

/** The queries that people ask first, by the question they answer. */
export const savedQueries: readonly SavedQuery[] = [
  {
    name: "errors",
    of: "services",
    commands: [
      "fields @timestamp, @log, @logStream, @message",
      isError,
      "sort @timestamp desc",
      "limit 200",
    ],
  },
  {
    name: "errors-by-task",
    of: "services",
    commands: [
      isError,
      "stats count(*) as errors, min(@timestamp) as first, max(@timestamp) as last by @log, @logStream",
      "sort errors desc",
    ],
  },
  { name: "errors-by-kind", of: "services", commands: [isError, "pattern @message"] },
  {
    name: "volume",
    of: "services",
    commands: ["stats count(*) as lines, sum(strlen(@message)) as characters by @log, bin(1h)"],
  },
  {
    name: "rejected-connections",
    of: "network",
    commands: [
      'filter action = "REJECT"',
      "stats count(*) as packets by srcAddr, dstAddr, dstPort, interfaceId",
      "sort packets desc",
      "limit 100",
    ],
  },
];

/** The text of a query. */
export function queryText({ commands }: SavedQuery): string {
  return commands.join("\n| ");
}

/**
 * A query covers 50 log groups; of more it names none, and asks when it is run.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
 */
export const mostLogGroups = 50;
