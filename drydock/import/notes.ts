import { type Place } from "drydock-components/model/check/problem";
import { type Path, pathText } from "./paths";

/**
 * What becomes of a thing that a stack file cannot say the same way.
 * leftOut: Fargate has nothing like it. changed: it is there, and behaves differently. decide: it needs a person.
 */
export type NoteKind = "leftOut" | "changed" | "decide";

export interface Note {
  readonly kind: NoteKind;
  readonly place: Place;
  /** Where it stands, such as `services.web.volumes[0]`; empty for the file as a whole. */
  readonly subject: string;
  readonly message: string;
}

/** Collects notes about one file, each thing once. */
export class Notes {
  readonly list: Note[] = [];

  constructor(private readonly locate: (path: Path) => Place) {}

  leftOut(path: Path, message: string): void {
    this.add("leftOut", path, message);
  }

  changed(path: Path, message: string): void {
    this.add("changed", path, message);
  }

  decide(path: Path, message: string): void {
    this.add("decide", path, message);
  }

  private add(kind: NoteKind, path: Path, message: string): void {
    const subject = pathText(path);
    if (this.list.some((note) => note.subject === subject && note.message === message)) return;
    this.list.push({ kind, place: this.locate(path), subject, message });
  }
}
