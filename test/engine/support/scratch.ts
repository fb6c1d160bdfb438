/** A folder of one test: a stack file to edit, the application, the environment files. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { isMap } from "drydock-components/model/check/path";

export const root = resolve(__dirname, "..", "..", "..");

/** The configuration of a stack file; keys may be left out by setting them to undefined. */
export type Config = Record<string, unknown>;

export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), "drydock-engine-"));
  readonly stackFile: string;

  /** @param source the stack file to start from, below the root: `Pulumi.test.yaml` */
  constructor(
    readonly source: string,
    readonly stack: string,
  ) {
    this.stackFile = join(this.folder, source);
    // What a build never sends, and a hundred tests would copy for nothing.
    const skipped = new Set(["node_modules", "dist"]);
    const example = dirname(source) === "." ? [] : [dirname(source)];
    for (const path of ["app", "env", ...example]) {
      cpSync(join(root, path), join(this.folder, path), {
        recursive: true,
        filter: (file) => !skipped.has(basename(file)),
      });
    }
    cpSync(join(root, source), this.stackFile);
  }

  /** Changes keys of the configuration; a key that becomes undefined is left out. */
  configure(change: (config: Config) => Config): void {
    const document: unknown = parse(readFileSync(this.stackFile, "utf8"));
    const config = isMap(document) && isMap(document["config"]) ? document["config"] : {};
    // A copy: the change may edit it in place.
    writeFileSync(this.stackFile, stringify({ config: change(structuredClone({ ...config })) }));
  }

  /** The stack file's text, to come back to. */
  stackText(): string {
    return readFileSync(this.stackFile, "utf8");
  }

  /** Writes the whole stack file. */
  writeStack(text: string): void {
    writeFileSync(this.stackFile, text);
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  append(path: string, text: string): void {
    this.write(path, readFileSync(join(this.folder, path), "utf8") + text);
  }

  /** A copy of the whole folder, to come back to. */
  snapshot(): string {
    const copy = mkdtempSync(join(tmpdir(), "drydock-snapshot-"));
    cpSync(this.folder, copy, { recursive: true });
    return copy;
  }

  restore(snapshot: string): void {
    this.remove();
    cpSync(snapshot, this.folder, { recursive: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
