import type { FileReader } from "../model/files";
import { type ModelProblem, within } from "../model/check/problem";
import { envFileProblems } from "../model/env-file";
import { coveredByGrant, readsToo, type StoredEnvFile } from "../model/env-file-keys";
import type { EnvFileArgs } from "./args";

/** Returns the problems of the list of files and of their contents. */
export function envFilesProblems(list: readonly EnvFileArgs[], files: FileReader): ModelProblem[] {
  const context = { files, shownFile: (path: string) => path };
  const stored = list.map(({ name, live = false }) => ({ name, live }));
  return list.flatMap(({ name, path }, index) => [
    ...coveredProblems(stored, index),
    ...within(["files", index, "path"], envFileProblems(path, context)),
    ...(list.findIndex((other) => other.name === name) === index
      ? []
      : [
          {
            path: ["files", index, "name"],
            message: "This name is in the list twice.",
            allowed: "each file once, whatever number of containers reads it",
            fix: "Remove one of the two.",
          },
        ]),
  ]);
}

/** A role that may read every content of one file must not read another file. */
function coveredProblems(stored: readonly StoredEnvFile[], index: number): ModelProblem[] {
  const file = stored[index];
  const reader = file && stored.find((other) => readsToo(other, file));
  return reader === undefined
    ? []
    : [{ path: ["files", index, "name"], ...coveredByGrant(reader.name) }];
}
