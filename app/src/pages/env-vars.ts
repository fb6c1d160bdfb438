import { html } from "hono/html";
import { ORIGIN, PREFIXES, type EnvironmentVariable } from "../environment";
import type { Html, Page } from "./layout";
import { badge } from "./parts";

export function envVarsPage(variables: readonly EnvironmentVariable[]): Page {
  return {
    path: "/env-vars",
    title: "Environment variables",
    lead: html`Every variable whose name contains <code>DEPLOY_ENVIRONMENT</code>.`,
    body: html`
      ${
        variables.length === 0
          ? html`<p class="notice">No variable has such a name.</p>`
          : table(variables)
      }
      <section class="card" aria-labelledby="origin">
        <h2 id="origin">How the page knows where a variable came from</h2>
        <p>
          By its name. A process receives all variables alike and cannot see who set them, so this
          project names each one after the place that sets it:
        </p>
        <ul>
          ${PREFIXES.map(
            ({ prefix, origin, setIn }) =>
              html`<li><code>${prefix}…</code> is set in the ${origin} (${ticks(setIn)}).</li>`,
          )}
        </ul>
        <p>Where both set the same name, the ${ORIGIN.taskDefinition} wins.</p>
      </section>
    `,
  };
}

/** Text with `...` as code. */
function ticks(text: string): Html {
  return html`${text.split("`").map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

function table(variables: readonly EnvironmentVariable[]): Html {
  return html`<div class="card flush">
    <table class="stack values">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
          <th scope="col">Came from</th>
        </tr>
      </thead>
      <tbody>
        ${variables.map(
          ({ name, value, origin }) =>
            html`<tr>
              <th scope="row" data-label="Name"><code>${name}</code></th>
              <td data-label="Value"><code class="value">${value}</code></td>
              <td data-label="Came from">
                ${badge(origin, origin === ORIGIN.unknown ? "warn" : "good")}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
