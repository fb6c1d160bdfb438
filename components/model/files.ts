/** How rules look at the files that a stack file names; paths are relative to the stack file's folder. */
export interface FileReader {
  /** What stands at a path. */
  kind(path: string): "file" | "folder" | "missing";
  /** The bytes of a file; undefined where there is none. */
  read(path: string): Uint8Array | undefined;
}
