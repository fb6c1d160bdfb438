import { html } from "hono/html";
import { shortTask } from "../format";
import { NOTES_KEPT, type NoteEntry } from "../notes/folder";
import { NOTE_MAX_CHARACTERS } from "../notes/note";
import type { Result } from "../result";
import type { Html, Page } from "./layout";
import { badge, code, count, facts, problem, time } from "./parts";

export interface FilesView {
  readonly dataDir: string;
  readonly notes: Result<readonly NoteEntry[]>;
  /** The task that answers, to tell its notes from the others'. */
  readonly task: string;
  /** What was wrong with a note just sent, and its text, so that nothing typed is lost. */
  readonly refused?: { readonly problem: string; readonly text: string };
}

export function filesPage(view: FilesView): Page {
  return {
    path: "/files",
    title: "Files",
    lead: html`Notes in <code>${view.dataDir}</code>, the volume that every task of the service
      mounts.`,
    body: html`
      ${form(view.refused)}
      <section class="card" aria-labelledby="notes">
        <h2 id="notes">Notes on the volume</h2>
        ${view.notes.ok ? list(view.notes.value, view.task) : problem(view.notes.problem)}
      </section>
    `,
  };
}

function form(refused: FilesView["refused"]): Html {
  return html`<form class="card" method="post" action="/files">
    <h2>Write a note</h2>
    ${
      refused
        ? html`<p class="notice problem" id="refused" role="alert">
            <strong>Not written.</strong> ${refused.problem}
          </p>`
        : ""
    }
    <label for="text">Text, at most ${NOTE_MAX_CHARACTERS} characters</label>
    <textarea
      id="text"
      name="text"
      rows="3"
      maxlength="${NOTE_MAX_CHARACTERS}"
      required
      ${refused ? html`aria-describedby="refused"` : ""}
    >
${refused?.text ?? ""}</textarea>
    <p class="row">
      <button type="submit">Write</button>
      <span class="quiet">The newest ${NOTES_KEPT} are kept.</span>
    </p>
  </form>`;
}

function list(notes: readonly NoteEntry[], task: string): Html {
  if (notes.length === 0) {
    return html`<p class="notice">There are no notes yet. Write the first one.</p>`;
  }
  const writers = new Set(notes.flatMap(({ note }) => (note.ok ? [note.value.writtenBy] : [])));
  return html`<p class="quiet">
      ${count(notes.length, "note")}, written by ${count(writers.size, "task")}.
    </p>
    <ul class="notes">
      ${notes.map((entry) => item(entry, task))}
    </ul>`;
}

function item({ name, note }: NoteEntry, task: string): Html {
  if (!note.ok) {
    return html`<li>
      <p class="text quiet">This file cannot be read as a note: ${note.problem}.</p>
      <p class="by"><code>${name}</code></p>
    </li>`;
  }
  const { text, writtenBy, writtenAt } = note.value;
  return html`<li>
    <p class="text">${text}</p>
    <p class="by">
      ${writtenBy === task ? badge("this task", "good") : badge("another task")}
      <code title="${writtenBy}">${shortTask(writtenBy)}</code> ${time(writtenAt)}
      <a href="/files/${name}" aria-label="Open the note of ${writtenAt}">Open</a>
    </p>
  </li>`;
}

export function notePage({ name, note }: NoteEntry): Page {
  return {
    title: "A note",
    lead: html`One file on the shared volume. <a href="/files">All notes</a>`,
    body: note.ok
      ? html`<section class="card" aria-label="The note">
          <p class="text">${note.value.text}</p>
          ${facts([
            ["Written by task", code(note.value.writtenBy)],
            ["Written at", time(note.value.writtenAt)],
            ["File", code(`notes/${name}`)],
          ])}
        </section>`
      : problem(`This file cannot be read as a note: ${note.problem}.`),
  };
}
