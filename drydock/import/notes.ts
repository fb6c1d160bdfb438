import type { Place } from "drydock-components/model/check/problem";
import { type Path, pathText } from "drydock-components/model/check/path";

/**
 * The kinds of notes about Compose settings without an exact equivalent.
 * cannot: the service does not work on Fargate. leftOut: Fargate has no equivalent. changed: supported, with different behavior. decide: a person must decide.
 */
export type NoteKind = "cannot" | "leftOut" | "changed" | "decide";

export interface Note {
  readonly kind: NoteKind;
  readonly place: Place;
  /** The path of the setting, such as `services.web.volumes[0]`; empty for the whole file. */
  readonly subject: string;
  readonly message: string;
}

/** Collects notes about one file, each only once. */
export class Notes {
  readonly list: Note[] = [];

  constructor(private readonly locate: (path: Path) => Place) {}

  cannot(path: Path, message: string): void {
    this.add("cannot", path, message);
  }

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
