import { html } from "hono/html";
import { shortTask } from "../format";
import type { Identity } from "../metadata/identity";

/** Escaped HTML: the `html` tag escapes every value that is not itself such a piece. */
export type Html = ReturnType<typeof html>;

export interface Page {
  /** Path of the page in the navigation; undefined for pages that are not in it. */
  readonly path?: string;
  readonly title: string;
  readonly lead: Html | string;
  readonly body: Html;
}

export const PAGES = [
  { path: "/", name: "Overview" },
  { path: "/env-vars", name: "Variables" },
  { path: "/secrets", name: "Secrets" },
  { path: "/metadata", name: "Metadata" },
  { path: "/files", name: "Files" },
  { path: "/load", name: "Load" },
] as const;

/** The whole document around a page. */
export function layout(page: Page, identity: Identity): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} · Drydock demo</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/style.css" />
        <script type="module" src="/assets/live.js"></script>
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/">
              <img src="/assets/icon.svg" alt="" width="28" height="28" />
              <span>Drydock demo</span>
            </a>
            <nav aria-label="Pages">
              <ul>
                ${PAGES.map(
                  ({ path, name }) =>
                    html`<li>
                      <a href="${path}" ${path === page.path ? html`aria-current="page"` : ""}
                        >${name}</a
                      >
                    </li>`,
                )}
              </ul>
            </nav>
          </div>
        </header>
        <main id="content" class="wrap" tabindex="-1">
          <h1>${page.title}</h1>
          <p class="lead">${page.lead}</p>
          ${page.body}
        </main>
        <footer class="wrap">
          <p>
            Answered by task <code title="${identity.task}">${shortTask(identity.task)}</code>
            ${identity.zone === undefined ? "" : html`in <code>${identity.zone}</code>`}
          </p>
        </footer>
      </body>
    </html>`;
}
