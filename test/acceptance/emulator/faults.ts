/** What goes wrong in the emulated account. Nothing, unless a test sets it. */
export interface Faults {
  /** What Pulumi says instead of creating the stack. */
  stackRefused?: string;
  /** What Pulumi says when the first update fails. */
  createFails?: string;
  /** A property that shows as changed forever. */
  changesForever?: string;
  /** The load balancer reaches no task. */
  unreachable?: boolean;
  /** The task does not get its secrets. */
  secretsMissing?: boolean;
  agentNeverStarts?: boolean;
  /** What the shell prints instead. */
  shellPrints?: string;
  sessionsNotRecorded?: boolean;
  /** Every task has an empty file system. */
  filesLost?: boolean;
  /** Nothing replaces a stopped task. */
  tasksNotReplaced?: boolean;
  logsNotDelivered?: boolean;
  flowLogsNotDelivered?: boolean;
  /** A metric without values. */
  metricMissing?: string;
  /** Requests fail while tasks are replaced. */
  dropsRequests?: boolean;
  /** An update succeeds, and the former version runs on. */
  changesIgnored?: boolean;
  /** What Pulumi says where the broken version fails; an empty text lets the update succeed. */
  brokenUpdateSays?: string;
  /** The broken version stays. */
  noRollback?: boolean;
  /** Updates fail once there was a rollback. */
  stuckAfterRollback?: boolean;
  /** How many attempts to destroy fail. */
  destroyFails?: number;
  /** Resources that are still there after the destroy, by ARN. */
  leftBehind?: readonly string[];
  /** Deleted resources that the tag search still lists, by ARN. */
  stillListed?: readonly string[];
  logGroupsLeft?: readonly string[];
  alarmsLeft?: readonly string[];
  /** What AWS answers where it is asked whose credentials these are: the name of an error. */
  credentialsRefused?: string;
  /** Programs that are not installed. */
  missingPrograms?: readonly string[];
  /** The Docker engine does not run. */
  dockerStopped?: boolean;
  pulumiVersion?: string;
}
