import { html } from "hono/html";
import type { EnvironmentVariable } from "../environment";
import { formatMiB, lastPart } from "../format";
import type { Task } from "../metadata/shapes";
import type { NoteEntry } from "../notes/folder";
import type { Result } from "../result";
import type { SecretView } from "../secrets";
import type { Html, Page } from "./layout";
import { code, count, facts, problem, time } from "./parts";

export interface HomeView {
  readonly task: Result<Task>;
  readonly variables: readonly EnvironmentVariable[];
  readonly secrets: readonly SecretView[];
  readonly revealSecrets: boolean;
  readonly notes: Result<readonly NoteEntry[]>;
  readonly startedAt: string;
}

export function homePage(view: HomeView): Page {
  const { task } = view;
  return {
    path: "/",
    title: "What is deployed",
    lead: "One small application that makes the features of an Amazon ECS task on AWS Fargate visible.",
    body: html`
      <section class="card" aria-labelledby="deployed">
        <h2 id="deployed">This deployment</h2>
        ${task.ok ? "" : problem(task.problem)}
        ${facts([
          ["Environment", environments(view.variables)],
          ...(task.ok ? taskRows(task.value) : []),
          ["Process started", time(view.startedAt)],
          ["Node.js", code(process.versions.node)],
        ])}
      </section>
      <h2 class="section">Look at</h2>
      <ul class="cards">
        ${cards(view).map(
          ({ path, name, what, now }) =>
            html`<li class="card link">
              <h3><a href="${path}">${name}</a></h3>
              <p>${what}</p>
              <p class="now">${now}</p>
            </li>`,
        )}
      </ul>
    `,
  };
}

function environments(variables: readonly EnvironmentVariable[]): Html | undefined {
  return variables.length === 0
    ? undefined
    : html`${variables.map(({ value }) => html`<code>${value}</code> `)}`;
}

function taskRows(task: Task): readonly (readonly [string, Html | string | undefined])[] {
  return [
    ["Service", code(task.ServiceName)],
    ["Task definition", code(`${task.Family}:${task.Revision}`)],
    ["Cluster", code(lastPart(task.Cluster))],
    ["Image", code(task.Containers?.[0]?.Image)],
  ];
}

interface Card {
  readonly path: string;
  readonly name: string;
  readonly what: string;
  readonly now: string;
}

function cards(view: HomeView): readonly Card[] {
  return [
    {
      path: "/env-vars",
      name: "Environment variables",
      what: "From the task definition and from an environment file in S3.",
      now: `${count(view.variables.length, "variable")} found`,
    },
    {
      path: "/secrets",
      name: "Secrets",
      what: "One secret of Secrets Manager, referenced in three ways.",
      now: `${view.secrets.filter(({ content }) => content.kind !== "missing").length} of ${view.secrets.length} set, ${view.revealSecrets ? "revealed" : "masked"}`,
    },
    {
      path: "/metadata",
      name: "Task metadata",
      what: "What the task knows about itself, and its network traffic, live.",
      now: taskSummary(view.task),
    },
    {
      path: "/files",
      name: "Files",
      what: "Notes on a volume of Amazon EFS that all tasks share.",
      now: notesSummary(view.notes),
    },
    {
      path: "/load",
      name: "Load",
      what: "Traffic on demand, to watch the service scale on it.",
      now: "idle until you start it",
    },
    {
      path: "/readyz",
      name: "Health",
      what: "What a load balancer asks: /healthz and /readyz.",
      now: view.task.ok && view.notes.ok ? "everything is there" : "something is missing",
    },
  ];
}

function taskSummary(task: Result<Task>): string {
  if (!task.ok) {
    return "no metadata endpoint";
  }
  const { LaunchType, AvailabilityZone, Limits } = task.value;
  return [
    LaunchType,
    AvailabilityZone,
    Limits?.CPU === undefined ? undefined : `${Limits.CPU} vCPU`,
    Limits?.Memory === undefined ? undefined : formatMiB(Limits.Memory),
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}

function notesSummary(notes: Result<readonly NoteEntry[]>): string {
  if (!notes.ok) {
    return "volume not available";
  }
  const writers = new Set(
    notes.value.flatMap(({ note }) => (note.ok ? [note.value.writtenBy] : [])),
  );
  return writers.size === 0
    ? "no notes yet"
    : `${count(notes.value.length, "note")} by ${count(writers.size, "task")}`;
}
