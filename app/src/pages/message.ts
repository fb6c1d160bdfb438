import { html } from "hono/html";
import type { Page } from "./layout";

/** A page that only says something: nothing found, refused, failed. */
export function messagePage(title: string, text: string): Page {
  return {
    title,
    lead: text,
    body: html`<p class="back"><a href="/">What is deployed</a></p>`,
  };
}
