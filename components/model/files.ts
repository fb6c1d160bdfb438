/** How rules look at the files that a stack file names; paths are relative to the stack file's folder. */
export interface FileReader {
  /** Returns the kind of file at a path. A device, a pipe or a path that cannot be followed counts as missing. */
  kind(path: string): "file" | "folder" | "missing";
  /** The bytes of a file, of a huge one only the first; undefined where there is none. */
  read(path: string): Uint8Array | undefined;
}

/** The files that rules look at, and how messages call them. */
export interface FileContext {
  readonly files: FileReader;
  /** How messages name a file, by its path. */
  readonly shownFile: (path: string) => string;
}
