import { relative } from "node:path";
import type { LoadedStack, StackConfig } from "../config";
import { namesOf, type Names } from "./names";

/** The settings that every part of an environment receives. */
export interface Environment {
  readonly stack: LoadedStack;
  readonly config: LoadedStack["config"];
  readonly names: Names;
  readonly region: string;
  /**
   * The folder of the stack file, from the one the program runs in: paths are compared between updates,
   * so none may tell where a clone happens to be.
   */
  readonly folder: string;
  /** The environment may be destroyed completely: nothing is protected, nothing lingers. */
  readonly deletable: boolean;
}

/** Settings of every role of an environment. */
export const roleSettings = ({ existing, names }: StackConfig) => ({
  permissionsBoundaryArn: existing.permissionsBoundaryArn,
  rolePath: names.rolePath,
});

export function environmentOf(stack: LoadedStack, project: string): Environment {
  return {
    stack,
    config: stack.config,
    names: namesOf(project, stack),
    region: stack.region,
    folder: relative(process.cwd(), stack.folder),
    deletable: stack.config.lifecycle === "disposable",
  };
}
