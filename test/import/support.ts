import assert from "node:assert/strict";
import { parse } from "yaml";
import type { FileReader } from "drydock-components/model/files";
import { formatProblems, loadStackFile } from "../../drydock/config";
import { isMap, valueAt } from "drydock-components/model/check/path";
import { importCompose, type Imported } from "../../drydock/import";
import type { NoteKind } from "../../drydock/import/notes";
import type { Lifecycle } from "../../drydock/import/stack/stack";
import { type Files, memoryFiles } from "../config/support";

/** Inputs for the import in a test; the Compose file is always docker-compose.yml. */
export interface Given {
  readonly ecsParams?: string;
  readonly files?: Files;
  readonly shell?: Readonly<Record<string, string>>;
  readonly profiles?: readonly string[];
  readonly region?: string;
  readonly lifecycle?: Lifecycle;
}

function runImport(compose: string, given: Given) {
  const files: FileReader = memoryFiles(given.files ?? {});
  return importCompose({
    compose: { name: "docker-compose.yml", text: compose },
    ...(given.ecsParams === undefined
      ? {}
      : { ecsParams: { name: "ecs-params.yml", text: given.ecsParams } }),
    files,
    shell: given.shell ?? {},
    profiles: given.profiles ?? [],
    lifecycle: given.lifecycle ?? "disposable",
    ...(given.region === undefined ? {} : { region: given.region }),
    fromStackFile: (path) => path.replace(/^\.\//, ""),
    schema: "config/stack.schema.json",
  });
}

/** A stack file that was made, with ways to look at it. */
export class Made {
  readonly config: unknown;

  constructor(readonly imported: Imported) {
    const document: unknown = parse(imported.text);
    this.config = isMap(document) ? document["config"] : undefined;
  }

  get text(): string {
    return this.imported.text;
  }

  /** A value of the stack file by its path, such as `services.web.image`. */
  at(path: string): unknown {
    const [first = "", ...rest] = path.split(".");
    const parts = rest.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    const key = first === "region" ? "aws:region" : `drydock:${first}`;
    return isMap(this.config) ? valueAt(this.config[key], parts) : undefined;
  }

  /** The names of the services and, behind a slash, of their sidecars. */
  get containers(): string[] {
    const services = this.at("services");
    return Object.entries(isMap(services) ? services : {}).flatMap(([name, service]) => {
      const sidecars = isMap(service) && isMap(service["sidecars"]) ? service["sidecars"] : {};
      return [name, ...Object.keys(sidecars).map((sidecar) => `${name}/${sidecar}`)];
    });
  }

  /** Returns the subjects of notes of a kind. */
  subjects(kind: NoteKind): string[] {
    return this.imported.notes.filter((note) => note.kind === kind).map(({ subject }) => subject);
  }

  /** The note about something, with its line. */
  note(subject: string): string {
    const found = this.imported.notes.filter((note) => note.subject === subject);
    return found.map(({ place, message }) => `${place.line}: ${message}`).join("\n");
  }
}

/** Imports a Compose file, and fails unless the stack file that comes out loads. */
export function made(compose: string, given: Given = {}): Made {
  const result = runImport(compose, given);
  if ("problems" in result) return assert.fail(formatProblems(result.problems));
  const loaded = loadStackFile("Pulumi.test.yaml", {
    text: result.text,
    files: memoryFiles(given.files ?? {}),
  });
  if ("problems" in loaded) {
    return assert.fail(`${formatProblems(loaded.problems)}\n${result.text}`);
  }
  return new Made(result);
}

/** Returns the problems of a wrong Compose file. */
export function refused(compose: string, given: Given = {}): string {
  const result = runImport(compose, given);
  return "problems" in result ? formatProblems(result.problems) : "";
}
