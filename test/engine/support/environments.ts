/** The stack files of the repository: both environments and every example, but for those of the platform, which need it. */
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pulumiProgram } from "../../../drydock/offline/engine/sandbox";
import { projectOf } from "../../program/run-program";
import { Engine } from "./engine";
import { root, Scratch } from "./scratch";

export interface Environment {
  /** Path below the root. */
  readonly name: string;
  readonly stack: string;
  /** Can be destroyed as it is. */
  readonly disposable: boolean;
}

export function environments(): Environment[] {
  return ["Pulumi.*.yaml", "examples/**/Pulumi.*.yaml"]
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((name) => !name.startsWith("examples/platform/"))
    .sort()
    .map((name) => ({
      name,
      stack: basename(name).split(".")[1] ?? "",
      disposable: /^\s+drydock:lifecycle: disposable$/m.test(
        readFileSync(join(root, name), "utf8"),
      ),
    }));
}

export const openEnvironment = ({ name, stack }: Environment): Promise<Engine> =>
  Engine.open(new Scratch(name, stack), { program: pulumiProgram(projectOf(join(root, name))) });
