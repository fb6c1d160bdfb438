import { randomBytes } from "node:crypto";
import * as z from "zod";
import { shortTask } from "../format";
import { bad, good, type Result } from "../result";

/** Longest text of a note, in characters. */
export const NOTE_MAX_CHARACTERS = 500;

/** Largest file that is read as a note, in bytes: six for each character of text, and the rest of the JSON. */
export const NOTE_MAX_BYTES = 4096;

const noteShape = z.object({
  text: z.string(),
  writtenBy: z.string(),
  writtenAt: z.string(),
});

export type Note = z.infer<typeof noteShape>;

/** `20261121T100001123Z-1a2b3c4d-5e6f7a8b.json`: sorts by time, says who, and two tasks never choose the same. */
const FILE_NAME = /^\d{8}T\d{9}Z-[0-9a-z-]{1,16}-[0-9a-f]{8}\.json$/;

export function isNoteName(name: string): boolean {
  return FILE_NAME.test(name);
}

export function noteName(note: Note): string {
  const time = note.writtenAt.replace(/[-:.]/g, "");
  return `${time}-${shortTask(note.writtenBy)}-${randomBytes(4).toString("hex")}.json`;
}

/** The text of a new note as it will be kept, or what is wrong with it. */
export function noteText(given: unknown): Result<string> {
  const text = typeof given === "string" ? given.replaceAll("\r\n", "\n").trim() : "";
  // As a browser counts for `maxlength`: UTF-16 units, at most six bytes each in JSON.
  const characters = text.length;
  if (characters === 0) {
    return bad("The note is empty: write something first.");
  }
  return characters > NOTE_MAX_CHARACTERS
    ? bad(`The note has ${characters} characters: at most ${NOTE_MAX_CHARACTERS} are kept.`)
    : good(text);
}

export function serializeNote(note: Note): string {
  return `${JSON.stringify(note)}\n`;
}

export function parseNote(content: string): Result<Note> {
  try {
    const parsed = noteShape.safeParse(JSON.parse(content));
    return parsed.success ? good(parsed.data) : bad("it is not a note");
  } catch {
    return bad("it is not JSON");
  }
}
