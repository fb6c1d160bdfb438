/** A service's last deployment as text or Markdown. */
import type { Place } from "drydock-components/model/check/problem";
import { wordLines } from "../../config/problems";
import { count } from "../../offline/words";
import { defaultWidth } from "../table";
import type { Cause } from "./diagnose";
import { isDeploying, isInOrder, type ServiceState, type StoppedTask } from "./failure";

/** A service with the cause of its failure, if it has failed and the cause is known. */
export interface Explained {
  readonly state: ServiceState;
  readonly cause?: Cause & {
    /** Where the stack file decides it. */
    readonly place?: Place;
    /** The line of the stack file. */
    readonly line?: string;
  };
}

/** Events that say why; a failed deployment has some before it, too. */
const shownEvents = 5;

export function headline({ state }: Explained): string {
  const { service, runs, asked, runningCount, desiredCount, deployment } = state;
  const tasks = `${runningCount} of ${count(desiredCount, "task")}`;
  if (isInOrder(state)) return `${service} is in order: it runs ${runs}, ${tasks}.`;
  if (isDeploying(state)) {
    return `${service} is being deployed: ${asked}, ${tasks} of ${runs} so far.`;
  }
  if (runs !== asked) {
    return `${service} was not deployed: it was to run ${asked} and runs ${runs}, ${tasks}.`;
  }
  const failed = deployment !== undefined && deployment.status !== "SUCCESSFUL";
  return `${service} ${failed ? "was not deployed" : "lacks tasks"}: it runs ${runs}, ${tasks}.`;
}

/** Everything that is known, for a terminal of this width. */
export function toText(explained: Explained, columns?: number): string {
  const { state, cause } = explained;
  if (isInOrder(state)) return headline(explained);
  return [headline(explained), ...detailLines(state), ...causeLines(cause, state, columns)].join(
    "\n",
  );
}

/** The same for the summary of a workflow run. */
export function toMarkdown(explained: Explained): string {
  const { state, cause } = explained;
  const title = `### ${isInOrder(state) ? "✅" : "❌"} ${headline(explained)}`;
  if (isInOrder(state)) return title;
  return [
    title,
    "",
    ...(cause === undefined ? causeLines(cause, state) : [`**${cause.cause}**`, "", cause.fix]),
    ...(cause?.place === undefined
      ? []
      : ["", `\`${placeText(cause.place)}\`  \`${cause.line ?? ""}\``]),
    "",
    "```text",
    // A program's log lines do not end the block.
    ...detailLines(state).map((line) => line.replaceAll("```", "'''")),
    "```",
  ].join("\n");
}

function detailLines(state: ServiceState): string[] {
  return [...deploymentLines(state), ...state.tasks.flatMap(taskLines), ...eventLines(state)];
}

function deploymentLines({ deployment }: ServiceState): string[] {
  if (deployment === undefined) return [];
  const { status, reasons, failedTasks, threshold, triggeredAlarms, hooks } = deployment;
  const counted =
    failedTasks === undefined
      ? []
      : [`${failedTasks} failed tasks${threshold === undefined ? "" : ` of ${threshold}`}`];
  return [
    `  deployment  ${[status, ...counted].join(", ")}`,
    ...reasons.map((reason) => `              ${reason}`),
    ...triggeredAlarms.map((alarm) => `  alarm       ${alarm}`),
    ...hooks.map((hook) => `  hook        ${hook}`),
  ];
}

function taskLines({
  id,
  taskDefinition,
  stopCode,
  reason,
  stoppedAt,
  containers,
}: StoppedTask): string[] {
  return [
    `  task        ${id} of ${taskDefinition}${stoppedAt === undefined ? "" : `, stopped ${time(stoppedAt)}`}`,
    `              ${[stopCode, reason].filter((text) => text !== "").join(": ")}`,
    ...containers.flatMap(({ name, exitCode, reason: why, log }) => [
      ...(exitCode === undefined && why === undefined
        ? []
        : [
            `    ${name}: ${[...(exitCode === undefined ? [] : [`exit code ${exitCode}`]), ...(why === undefined ? [] : [why])].join(", ")}`,
          ]),
      ...log.map((line) => `      | ${line}`),
    ]),
  ];
}

const eventLines = ({ events }: ServiceState): string[] =>
  events
    .slice(0, shownEvents)
    .map(
      ({ at, message }, index) =>
        `  ${index === 0 ? "events    " : "          "}  ${time(at)} ${message}`,
    );

export function causeLines(
  cause: Explained["cause"],
  state: ServiceState,
  columns = defaultWidth,
): string[] {
  if (cause !== undefined) {
    return [
      ...labelled("cause", cause.cause, columns),
      ...labelled("fix", cause.fix, columns),
      ...(cause.place === undefined
        ? []
        : [`              ${placeText(cause.place)}  ${cause.line ?? ""}`]),
    ];
  }
  if (isDeploying(state)) return [];
  return [
    state.tasks.length === 0
      ? "No stopped task is left to look at: ECS forgets them after about an hour. The container's log group has their output."
      : "The cause is none that Drydock knows: the lines above are all that AWS says.",
  ];
}

/** Columns before the text of a label. */
const indentation = 14;

/** Words beside a label, in lines that fit. */
function labelled(label: string, text: string, columns: number): string[] {
  return wordLines(text, columns - indentation).map(
    (line, index) => `  ${(index === 0 ? label : "").padEnd(indentation - 2)}${line}`,
  );
}

const placeText = ({ file, line }: Place): string => `${file}:${line}`;

/** Hours, minutes and seconds in UTC. */
const time = (date: Date): string => date.toISOString().slice(11, 19);
