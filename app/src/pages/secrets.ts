import { html } from "hono/html";
import type { SecretContent, SecretKey, SecretView } from "../secrets";
import type { Html, Page } from "./layout";
import { badge } from "./parts";

export function secretsPage(views: readonly SecretView[], revealed: boolean): Page {
  return {
    path: "/secrets",
    title: "Secrets",
    lead: html`Every variable whose name contains <code>SECRETS_MANAGER</code>.`,
    body: html`
      ${
        revealed
          ? html`<p class="notice warn">
              <strong>Values are shown</strong> because <code>REVEAL_SECRETS</code> is
              <code>true</code>. That is for test environments with generated values only.
            </p>`
          : html`<p class="notice">
              <strong>Values are masked.</strong> Names and comparisons are shown, values and their
              lengths are not. Only <code>REVEAL_SECRETS=true</code> shows them.
            </p>`
      }
      <div class="secrets">${views.map(secret)}</div>
      <p class="quiet">
        A task keeps the values it started with. After a new version of the secret, new tasks show
        it: force a new deployment to see every task change.
      </p>
    `,
  };
}

function secret({ name, meaning, content }: SecretView): Html {
  return html`<section class="card" aria-labelledby="${name}">
    <h2 id="${name}" class="name"><code>${name}</code></h2>
    <p class="quiet">${meaning ?? "another secret of this task"}</p>
    ${body(content)}
  </section>`;
}

function body(content: SecretContent): Html {
  switch (content.kind) {
    case "missing":
      return html`<p class="notice">Not set: the task definition does not reference it.</p>`;
    case "malformed":
      return html`<p class="notice problem" role="status">
          <strong>Not a JSON object.</strong> A whole version of this secret should be one, with a
          key for each value.
        </p>
        <p><code class="value">${content.shown}</code></p>`;
    case "text":
      return html`<p>
        <code class="value">${content.shown}</code>
        ${
          content.sameAs === undefined
            ? ""
            : html` is the value of <code>${content.sameAs}</code> in the whole current version`
        }
      </p>`;
    case "keys":
      return content.keys.length === 0
        ? html`<p class="notice">An object without keys.</p>`
        : keys(content.keys);
  }
}

const SINCE_PREVIOUS = {
  new: { text: "not in the previous version", tone: "good" },
  changed: { text: "changed since the previous version", tone: "warn" },
  unchanged: { text: "as in the previous version", tone: "plain" },
} as const;

function keys(list: readonly SecretKey[]): Html {
  return html`<dl class="facts">
    ${list.map(({ key, shown, sincePrevious }) => {
      const since = sincePrevious && SINCE_PREVIOUS[sincePrevious];
      return html`<div>
        <dt><code>${key}</code></dt>
        <dd class="row">
          <code class="value">${shown}</code> ${since ? badge(since.text, since.tone) : ""}
        </dd>
      </div>`;
    })}
  </dl>`;
}
