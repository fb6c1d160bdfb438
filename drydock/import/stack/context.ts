import { type FileReader } from "drydock-components/model/files";
import { type ComposeService } from "../compose/shape";
import { type Lookup } from "../compose/interpolate";
import { type Project } from "../compose/project";
import { type Notes } from "../notes";
import { type Path } from "../paths";
import { type SecretPool } from "./secrets";

/** What every part of the translation needs. */
export interface Context {
  readonly project: Project;
  readonly notes: Notes;
  /** Reads files by their paths from the Compose file's folder. */
  readonly files: FileReader;
  readonly lookup: Lookup;
  readonly secrets: SecretPool;
  /** The names of services in the stack file, by their names in Compose. */
  readonly names: ReadonlyMap<string, string>;
  /** The names of file systems in the stack file, by those of volumes in Compose. */
  readonly volumeNames: ReadonlyMap<string, string>;
  /** A path from the Compose file's folder, as the stack file has to say it. */
  readonly fromStackFile: (path: string) => string;
}

/** A service of the Compose file, with its name. */
export interface Named {
  readonly name: string;
  readonly service: ComposeService;
  /** Where it stands in the Compose file. */
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
