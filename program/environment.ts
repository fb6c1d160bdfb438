import type { LoadedStack } from "../config";
import { physicalNames, type Names } from "./names";

/** What every part of an environment is told. */
export interface Environment {
  readonly stack: LoadedStack;
  readonly config: LoadedStack["config"];
  readonly names: Names;
  readonly region: string;
  /** The environment may be destroyed completely: nothing is protected, nothing lingers. */
  readonly deletable: boolean;
}

export function environmentOf(stack: LoadedStack, project: string): Environment {
  return {
    stack,
    config: stack.config,
    names: physicalNames(project, stack.stack),
    region: stack.region,
    deletable: stack.config.lifecycle === "disposable",
  };
}
