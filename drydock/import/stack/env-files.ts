import { posix } from "node:path";
import { secretShape } from "drydock-policy/secrets";
import { readEnvFile } from "drydock-components/model/env-file";
import { readDotenv } from "../compose/dotenv";
import type { Path } from "drydock-components/model/check/path";
import type { Context, Named } from "./context";

export interface Variable {
  readonly value: string;
  readonly path: Path;
}

export interface EnvFiles {
  readonly kept: readonly string[];
  readonly inlined: ReadonlyMap<string, Variable>;
}

/** Keeps files that ECS reads as Compose does; copies the variables of others. */
export function envFilesOf(one: Named, context: Context): EnvFiles {
  const { notes, files, fromStackFile, lookup } = context;
  const own = new Set((one.service.environment ?? new Map<string, string>()).keys());
  const kept: string[] = [];
  const inlined = new Map<string, Variable>();
  for (const file of one.service.env_file ?? []) {
    const path = [...one.at, "env_file"];
    const bytes = files.read(file);
    if (bytes === undefined) {
      notes.decide(
        path,
        `The file ${posix.normalize(file)} does not exist. Create it, and name it under envFiles.`,
      );
      continue;
    }
    const reason = whyInline({ file, bytes, own }, context);
    if (reason === undefined && inlined.size === 0) {
      kept.push(fromStackFile(file));
      continue;
    }
    for (const [name, value] of readDotenv(bytes, lookup)) inlined.set(name, { value, path });
    notes.changed(
      path,
      `The variables of ${posix.normalize(file)} are under environment: ${reason ?? "the import copied an earlier file there"}.`,
    );
  }
  return { kept, inlined };
}

interface EnvFileContent {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly own: ReadonlySet<string>;
}

/** Returns why ECS would not read a file as Compose does; undefined if it would. */
function whyInline({ file, bytes, own }: EnvFileContent, { secrets }: Context): string | undefined {
  const { variables, problems } = readEnvFile(bytes);
  if (!file.endsWith(".env")) return "ECS reads only files whose names end in .env";
  if (problems.length > 0) return "ECS reads lines of NAME=VALUE only, without quotes and spaces";
  if (
    variables.some(
      ({ name, value }) => secretShape(name, value) !== undefined || secrets.has(value),
    )
  ) {
    return "the file holds secrets";
  }
  if (variables.some(({ value }) => /\$\w|\$\{/.test(value))) {
    return "ECS does not replace the variables in its values";
  }
  return variables.some(({ name }) => own.has(name))
    ? "environment sets some of them too, and a stack file allows each only once"
    : undefined;
}
