import { html } from "hono/html";
import { formatBytes, formatMiB, lastPart } from "../format";
import type { NetworkSample } from "../metadata/rate";
import type { Container, Task, TaskStats } from "../metadata/shapes";
import type { Result } from "../result";
import type { Html, Page } from "./layout";
import { code, facts, problem, time, type Row } from "./parts";
import { trafficCard } from "./traffic";

export interface MetadataView {
  readonly container: Result<Container>;
  readonly task: Result<Task>;
  readonly taskStats: Result<TaskStats>;
  readonly network: Result<NetworkSample>;
}

export function metadataPage(view: MetadataView): Page {
  return {
    path: "/metadata",
    title: "Task metadata",
    lead: "What the task metadata endpoint version 4 tells a container about itself and its task.",
    body: html`
      ${trafficCard(view.network)}
      <div class="columns">
        ${card("Task", view.task, taskRows)}
        ${card("This container", view.container, containerRows)}
      </div>
      ${view.task.ok ? containersCard(view.task.value, view.taskStats) : ""}
    `,
  };
}

function card<T>(title: string, result: Result<T>, rows: (value: T) => readonly Row[]): Html {
  const id = title.toLowerCase().replaceAll(" ", "-");
  return html`<section class="card" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${result.ok ? facts(rows(result.value)) : problem(result.problem)}
  </section>`;
}

function taskRows(task: Task): readonly Row[] {
  const storage = task.EphemeralStorageMetrics;
  return [
    ["Launch type", code(task.LaunchType)],
    ["Availability zone", code(task.AvailabilityZone)],
    ["CPU limit", task.Limits?.CPU === undefined ? undefined : `${task.Limits.CPU} vCPU`],
    ["Memory limit", task.Limits?.Memory === undefined ? undefined : formatMiB(task.Limits.Memory)],
    [
      "Ephemeral storage",
      storage &&
        html`${formatMiB(storage.Utilized)} of ${formatMiB(storage.Reserved)} used
          <meter
            min="0"
            max="${storage.Reserved}"
            value="${storage.Utilized}"
            aria-label="Ephemeral storage used"
          ></meter>`,
    ],
    ["Service", code(task.ServiceName)],
    ["Task definition", code(`${task.Family}:${task.Revision}`)],
    ["Cluster", code(lastPart(task.Cluster))],
    ["Task ARN", code(task.TaskARN)],
  ];
}

function containerRows(container: Container): readonly Row[] {
  const { Limits: limits, LogOptions: log } = container;
  return [
    ["Container ARN", code(container.ContainerARN)],
    ["Image", code(container.Image)],
    ["Image digest", code(container.ImageID)],
    ["CPU limit", limits?.CPU === undefined ? "the task's" : `${limits.CPU} CPU units`],
    ["Memory limit", limits?.Memory === undefined ? "the task's" : formatMiB(limits.Memory)],
    ["Log driver", code(container.LogDriver)],
    ["Log group", code(log?.["awslogs-group"])],
    ["Log stream", code(log?.["awslogs-stream"])],
    ["Private address", code(container.Networks?.[0]?.IPv4Addresses?.[0])],
    ["Started", time(container.StartedAt)],
  ];
}

function containersCard(task: Task, stats: Result<TaskStats>): Html {
  return html`<section class="card" aria-labelledby="containers">
    <h2 id="containers">Containers of the task</h2>
    ${stats.ok ? "" : problem(stats.problem)}
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Image</th>
          <th scope="col">Memory used</th>
        </tr>
      </thead>
      <tbody>
        ${(task.Containers ?? []).map((container) => {
          const used = stats.ok ? stats.value[container.DockerId]?.memory_stats?.usage : undefined;
          return html`<tr>
            <th scope="row" data-label="Name"><code>${container.Name}</code></th>
            <td data-label="Image"><code>${container.Image ?? ""}</code></td>
            <td data-label="Memory used">
              ${used === undefined ? html`<span class="quiet">not given</span>` : formatBytes(used)}
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </section>`;
}
