import type { Place } from "drydock-components/model/check/problem";
import { type Path, pathText } from "drydock-components/model/check/path";
import type { Tree } from "./paths";

/**
 * The kinds of notes about Compose settings without an exact equivalent.
 * managed: AWS runs something in its place, by the lines in the note. cannot: the service does not work on Fargate. leftOut: Fargate has no equivalent. changed: supported, with different behavior. decide: a person must decide.
 */
export type NoteKind = "managed" | "cannot" | "leftOut" | "changed" | "decide";

export interface Note {
  readonly kind: NoteKind;
  readonly place: Place;
  /** The path of the setting, such as `services.web.volumes[0]`; empty for the whole file. */
  readonly subject: string;
  readonly message: string;
  /** Lines of a stack file that the message is about. */
  readonly block?: Tree;
}

/** Collects notes about one file, each only once. */
export class Notes {
  readonly list: Note[] = [];

  constructor(private readonly locate: (path: Path) => Place) {}

  cannot(path: Path, message: string): void {
    this.add("cannot", path, { message });
  }

  leftOut(path: Path, message: string): void {
    this.add("leftOut", path, { message });
  }

  changed(path: Path, message: string): void {
    this.add("changed", path, { message });
  }

  decide(path: Path, message: string): void {
    this.add("decide", path, { message });
  }

  managed(path: Path, said: Required<Pick<Note, "message" | "block">>): void {
    this.add("managed", path, said);
  }

  private add(kind: NoteKind, path: Path, said: Pick<Note, "message" | "block">): void {
    const subject = pathText(path);
    if (this.list.some((note) => note.subject === subject && note.message === said.message)) return;
    this.list.push({ kind, place: this.locate(path), subject, ...said });
  }
}
