/** A stack file in a folder of its own, with what it names, for tests that change one thing. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import {
  type EnvironmentPreview,
  type EnvironmentRequest,
  previewEnvironment,
} from "../../../drydock/offline/preview/environment";

const repository = resolve(__dirname, "..", "..", "..");

/** A folder that looks like the repository to a stack file. */
export class TemporaryEnvironment {
  readonly root = mkdtempSync(join(tmpdir(), "preview-"));
  readonly baseline = join(this.root, "baseline.json");

  constructor(readonly stack: string) {
    cpSync(join(repository, "env"), join(this.root, "env"), { recursive: true });
    this.write("app/Dockerfile", "FROM scratch\n");
    this.write(this.stackFile, readFileSync(join(repository, this.stackFile), "utf8"));
  }

  get stackFile(): string {
    return `Pulumi.${this.stack}.yaml`;
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Replaces a text that must be there. */
  edit(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
    this.write(path, text.replace(from, to));
  }

  /** Runs the repository's program on the stack file. Without `rulesFrom` there are no policies: the folder has none. */
  async preview({
    accept = false,
    rulesFrom,
    ...more
  }: Partial<
    Pick<EnvironmentRequest, "accept" | "rulesFrom" | "say">
  > = {}): Promise<EnvironmentPreview> {
    const { root, stack, baseline } = this;
    const rules = rulesFrom === undefined ? {} : { rulesFrom };
    const place = { project: "drydock", stack, root, baseline };
    const request = { ...place, accept, pictured: true, ...rules, ...more };
    const preview = await previewEnvironment(
      { ...request, stackFile: join(root, this.stackFile) },
      runRepositoryProgram,
    );
    if ("refused" in preview) throw new Error(preview.refused);
    return preview;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Runs `index.ts` again; what it imports is loaded once. */
function runRepositoryProgram(): unknown {
  const load = createRequire(__filename);
  const program = join(repository, "index.ts");
  Reflect.deleteProperty(load.cache, program);
  const outputs: unknown = load(program);
  return outputs;
}
