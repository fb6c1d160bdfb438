import type { FileReader } from "../model/files";
import { type ModelProblem, problemIf, within } from "../model/check/problem";
import { envFileProblems } from "../model/env-file";
import { coveredProblems } from "../model/env-file-keys";
import type { EnvFileArgs } from "./args";

/** Returns the problems of the list of files and of their contents. */
export function envFilesProblems(list: readonly EnvFileArgs[], files: FileReader): ModelProblem[] {
  const context = { files, shownFile: (path: string) => path };
  const stored = list.map(({ name, live = false }) => ({ name, live }));
  return list.flatMap(({ name, path, live = false }, index) => [
    ...within(["files", index, "name"], coveredProblems({ name, live }, stored)),
    ...within(["files", index, "path"], envFileProblems(path, context)),
    ...problemIf(list.findIndex((other) => other.name === name) !== index, {
      path: ["files", index, "name"],
      message: "This name is in the list twice.",
      allowed: "each file once, whatever number of containers reads it",
      fix: "Remove one of the two.",
    }),
  ]);
}
