import { html } from "hono/html";
import { LOAD_AT_ONCE, LOAD_MAX_KIB } from "../load";
import type { NetworkSample } from "../metadata/rate";
import type { Result } from "../result";
import type { Page } from "./layout";
import { problem } from "./parts";
import { trafficCard } from "./traffic";

export interface LoadView {
  readonly maxSeconds: number;
  readonly network: Result<NetworkSample>;
  /** What was wrong with the values asked for. */
  readonly refused?: string;
}

export function loadPage(view: LoadView): Page {
  return {
    path: "/load",
    title: "Load",
    lead: "Traffic that a task sends on demand, to watch a service scale on the bytes it sends.",
    body: html`
      ${view.refused === undefined ? "" : problem(view.refused)}
      <form class="card" id="load-form" method="get" action="/load">
        <h2>Send traffic</h2>
        <div class="fields">
          <p>
            <label for="seconds">Seconds (1 to ${view.maxSeconds})</label>
            <input
              id="seconds"
              name="seconds"
              type="number"
              min="1"
              max="${view.maxSeconds}"
              value="${Math.min(10, view.maxSeconds)}"
              required
            />
          </p>
          <p>
            <label for="kib">KiB a second (1 to ${LOAD_MAX_KIB})</label>
            <input
              id="kib"
              name="kib"
              type="number"
              min="1"
              max="${LOAD_MAX_KIB}"
              value="1024"
              required
            />
          </p>
        </div>
        <p class="row">
          <button type="submit">Send</button>
          <span id="load-state" class="quiet" role="status"></span>
        </p>
        <p class="quiet">
          A task sends at most ${LOAD_AT_ONCE} such answers at once. To keep a service busy for as
          long as scaling takes, repeat it from a terminal:
        </p>
        <p>
          <code class="block"
            >while curl -fso /dev/null "$URL/load?seconds=${view.maxSeconds}&kib=4096"; do :;
            done</code
          >
        </p>
      </form>
      ${trafficCard(view.network)}
    `,
  };
}
