import type { FileReader } from "drydock-components/model/files";
import type { ComposeService } from "../compose/shape";
import type { Lookup } from "../compose/interpolate";
import type { Project } from "../compose/project";
import type { Notes } from "../notes";
import type { Path } from "drydock-components/model/check/path";
import type { SecretPool } from "./secrets";

/** Context of every part of the translation. */
export interface Context {
  readonly project: Project;
  readonly notes: Notes;
  /** Reads files by their paths from the Compose file's folder. */
  readonly files: FileReader;
  readonly lookup: Lookup;
  readonly secrets: SecretPool;
  /** Texts that are names in the file, and so no secrets, though a password may be the same. */
  readonly namesInFile: ReadonlySet<string>;
  /** The names of services in the stack file, by their names in Compose. */
  readonly names: ReadonlyMap<string, string>;
  /** The names of file systems in the stack file, by those of volumes in Compose. */
  readonly volumeNames: ReadonlyMap<string, string>;
  /** Converts a path relative to the Compose file to one relative to the stack file. */
  readonly fromStackFile: (path: string) => string;
}

/** A service of the Compose file, with its name. */
export interface Named {
  readonly name: string;
  readonly service: ComposeService;
  /** Its path in the Compose file. */
  readonly at: Path;
}

export function named(context: Context, name: string): Named {
  const service = context.project.services.get(name);
  if (service === undefined) throw new Error(`The Compose file has no service ${name}.`);
  return { name, service, at: ["services", name] };
}

/** The name of a service in the stack file. */
export function logical({ names }: Context, name: string): string {
  return names.get(name) ?? name;
}
