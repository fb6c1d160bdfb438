/** The status of an environment on one screen. */
import type { Colors } from "picocolors/types";
import { ago, elapsed } from "../ago";
import { wordLines } from "../../config/problems";
import { defaultWidth, table } from "../table";
import {
  type AlarmState,
  type DeploymentState,
  type EnvironmentStatus,
  type JobStatus,
  type RunState,
  runVerdict,
  type ScalingState,
  type ServiceStatus,
  verdictOf,
} from "./state";

export interface Screen {
  readonly now: Date;
  readonly width?: number;
  readonly colors: Colors;
}

/** Characters of a task's id that tell tasks apart. */
const idLength = 8;

export function statusLines(status: EnvironmentStatus, screen: Screen): string[] {
  const { stack, cluster, region, services, jobs, alarms } = status;
  const title = `${stack}: cluster ${cluster} in ${region}, ${screen.now.toISOString().slice(11, 19)} UTC`;
  return [
    ...wordLines(title, screen.width ?? defaultWidth).map(screen.colors.bold),
    ...colored(serviceTable(services, screen), screen),
    ...taskTable(services, screen),
    ...colored(jobTable(jobs, screen), screen),
    ...alarmLines(alarms, screen),
  ];
}

/** A table after an empty line; nothing without rows. */
const tableLines = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
): string[] => (rows.length === 0 ? [] : ["", ...table(head, rows, width).split("\n")]);

function serviceTable(services: readonly ServiceStatus[], { now, width }: Screen): string[] {
  const rows = services.map((service) => [
    service.service,
    verdictOf(service).words,
    service.runs === undefined ? "" : taskCounts(service),
    revisionNumber(service.runs),
    deploymentWords(service.deployment, now),
    scalingWords(service.scaling, now),
  ]);
  return tableLines(
    ["service", "state", "tasks", "revision", "deployment", "scaling"],
    rows,
    width,
  );
}

const taskCounts = ({ runningCount, desiredCount, pendingCount }: ServiceStatus): string =>
  `${runningCount} of ${desiredCount}${pendingCount === 0 ? "" : `, ${pendingCount} starting`}`;

/** The number alone: the family follows from the service. */
const revisionNumber = (revision = ""): string => revision.slice(revision.lastIndexOf(":") + 1);

function deploymentWords(deployment: DeploymentState | undefined, now: Date): string {
  if (deployment === undefined) return "";
  const { status, startedAt, stage } = deployment;
  const done = status === "SUCCESSFUL" || stage === undefined;
  return [done ? status : stage, ...(startedAt === undefined ? [] : [ago(startedAt, now)])].join(
    ", ",
  );
}

function scalingWords(scaling: ScalingState | undefined, now: Date): string {
  if (scaling === undefined) return "fixed";
  const { min, max, suspended, last } = scaling;
  return [
    `${min} to ${max}${suspended ? " (suspended)" : ""}`,
    ...(last === undefined ? [] : [`changed ${ago(last.at, now)}`]),
  ].join(", ");
}

function taskTable(services: readonly ServiceStatus[], { now, width }: Screen): string[] {
  const rows = services.flatMap(({ service, tasks }) =>
    tasks.map(({ id, status, health, revision, zone, since }) => [
      id.slice(0, idLength),
      service,
      status,
      health,
      revisionNumber(revision),
      zone,
      since === undefined ? "" : ago(since, now),
    ]),
  );
  const head = ["task", "service", "status", "health", "revision", "zone", "started"];
  return tableLines(head, rows, width);
}

function jobTable(jobs: readonly JobStatus[], { now, width }: Screen): string[] {
  const rows = jobs.flatMap(({ job, runs }) =>
    runs.length === 0
      ? [[job, "", "no run within the last hour", "", "", ""]]
      : runs.map((run) => [
          job,
          run.id.slice(0, idLength),
          runVerdict(run).words,
          revisionNumber(run.revision),
          ...runTimes(run, now),
        ]),
  );
  return tableLines(["job", "task", "run", "revision", "started", "took"], rows, width);
}

/** When a run started, and how long it took. */
const runTimes = ({ startedAt, stoppedAt }: RunState, now: Date): string[] =>
  startedAt === undefined
    ? ["", ""]
    : [ago(startedAt, now), stoppedAt === undefined ? "" : elapsed(startedAt, stoppedAt)];

function alarmLines(alarms: readonly AlarmState[], screen: Screen): string[] {
  if (alarms.length === 0) return [];
  const { now, width, colors } = screen;
  const loud = alarms.filter(({ state }) => state !== "OK");
  const quiet = `${alarms.length - loud.length} of ${alarms.length} alarms are OK`;
  if (loud.length === 0) return ["", quiet];
  const rows = loud.map(({ name, state, since, reason }) => [
    name,
    state,
    since === undefined ? "" : ago(since, now),
    reason,
  ]);
  const lines = tableLines(["alarm", "state", "since", "reason"], rows, width);
  return [...lines.map((line) => (/\bALARM\b/.test(line) ? colors.red(line) : line)), quiet];
}

/** Words that call for somebody stand out. */
function colored(lines: readonly string[], { colors }: Screen): string[] {
  return lines.map((line) =>
    line
      .replace(
        /was never created|was rolled back|deployment stopped|lacks tasks|has unhealthy tasks|did not start|ended with code [1-9]\d*/,
        colors.red,
      )
      .replace(/waits for approval|is being deployed/, colors.yellow)
      .replace(/in order/, colors.green),
  );
}
