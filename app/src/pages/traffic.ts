import { html } from "hono/html";
import { formatBytes, formatRate } from "../format";
import type { NetworkSample } from "../metadata/rate";
import type { Result } from "../result";
import type { Html } from "./layout";
import { facts, problem, time } from "./parts";

/**
 * The card with the live chart. The script replaces the figures with one chart for each task that answers; without a
 * script the figures stay, as of now.
 */
export function trafficCard(sample: Result<NetworkSample>): Html {
  return html`<section class="card" aria-labelledby="traffic">
    <h2 id="traffic">Network traffic, live</h2>
    <div id="live-traffic">${sample.ok ? figures(sample.value) : problem(sample.problem)}</div>
    <p class="quiet">
      Read by the agent of each task, on Fargate about every ten seconds. Each task that answers
      this page gets its own chart.
    </p>
  </section>`;
}

function figures(sample: NetworkSample): Html {
  const { rate } = sample;
  return facts([
    ["Received", formatBytes(sample.receivedBytes)],
    ["Sent", formatBytes(sample.sentBytes)],
    ["Receive rate", rate && formatRate(rate.receivedPerSecond)],
    ["Transmit rate", rate && formatRate(rate.sentPerSecond)],
    ["Read at", time(sample.readAt)],
  ]);
}
