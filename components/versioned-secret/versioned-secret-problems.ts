import type { z } from "zod";
import { type ModelProblem, problemIf, within } from "../model/check/problem";
import { versionsProblems } from "../model/secrets";
import type { versionedSecretArgs } from "./shape";

/** Returns the problems of a secret's versions. Never shows a value. */
export function versionedSecretProblems({
  versions,
}: z.output<typeof versionedSecretArgs>): ModelProblem[] {
  return within(
    ["versions"],
    [
      ...versionsProblems(versions),
      ...versions.flatMap((version, index) =>
        Object.entries(version).flatMap(([key, { generate, value }]): ModelProblem[] =>
          problemIf((generate === undefined) === (value === undefined), {
            path: [index, key],
            message: "A value is either generated or given.",
            allowed: "one of generate, value",
            fix: generate === undefined ? "Add one of the two." : "Keep one of the two.",
          }),
        ),
      ),
    ],
  );
}
