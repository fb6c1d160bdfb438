import { envFileProblems } from "drydock-components/model/env-file";
import { coveredProblems } from "drydock-components/model/env-file-keys";
import type { Path } from "drydock-components/model/check/path";
import { type ModelProblem, within } from "drydock-components/model/check/problem";
import type { NamedTask } from "../tasks";
import { containers, type Rule } from "./rule";

/** Environment files: that they are there, can be read as ECS reads them, and hold no secret. Each file is reported once. */
export const envFiles: Rule = (config, context) => {
  const seen = new Map<string, NamedTask>();
  const stored = containers(config).flatMap(({ container, owner }) =>
    container.envFiles.map((name) => ({ name, live: owner.task.envFileUpdates === "live" })),
  );
  return containers(config).flatMap(({ container, path, owner }) =>
    container.envFiles.flatMap((file, index): ModelProblem[] => {
      const at = [...path, "envFiles", index];
      if (container.envFiles.indexOf(file) !== index) {
        return [
          { path: at, message: "This file is in the list twice.", fix: "Remove one of the two." },
        ];
      }
      const first = seen.get(file);
      if (first !== undefined) return updateFindings(first, owner, at);
      seen.set(file, owner);
      const live = owner.task.envFileUpdates === "live";
      return [
        ...within(at, envFileProblems(file, context)),
        ...within(at, coveredProblems({ name: file, live }, stored)),
      ];
    }),
  );
};

/** A file is one object in S3: with its content in the key, or without. */
function updateFindings(first: NamedTask, second: NamedTask, path: Path): ModelProblem[] {
  const [former, latter] = [first.task.envFileUpdates, second.task.envFileUpdates];
  if (former === latter) return [];
  return [
    {
      path,
      related: [
        [...first.path, "envFileUpdates"],
        [...second.path, "envFileUpdates"],
      ],
      message: `This file is ${former} in ${first.name} and ${latter} here; it is stored in one way only.`,
      allowed: "the same envFileUpdates in all services that name the file",
      fix: `Write envFileUpdates: ${former} here too, or give this service its own file.`,
    },
  ];
}
