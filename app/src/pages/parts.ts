import { html } from "hono/html";
import { formatTime } from "../format";
import type { Html } from "./layout";

/** A named value; undefined shows as not given. */
export type Row = readonly [name: string, value: Html | string | undefined];

/** A list of names and values in a card. */
export function facts(rows: readonly Row[]): Html {
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value ?? html`<span class="quiet">not given</span>`}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Says that something cannot be shown, and why. */
export function problem(text: string): Html {
  return html`<p class="notice problem" role="status"><strong>Not available.</strong> ${text}</p>`;
}

export function badge(text: string, tone: "plain" | "good" | "warn" = "plain"): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

export function code(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<code>${text}</code>`;
}

export function time(iso: string | undefined): Html | undefined {
  return iso === undefined ? undefined : html`<time datetime="${iso}">${formatTime(iso)}</time>`;
}

/** `1 note`, `2 notes`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
