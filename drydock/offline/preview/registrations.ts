import { stackFileVariable, withCheckedStack } from "../../config/checked";
import type { LoadedStack } from "../../config/loader";
import { type Capture, capture, type CaptureOptions } from "../capture";
import { engineValues } from "./engine-config";
import type { EnvironmentRequest } from "./environment";

/**
 * Runs an environment's program in one mode, with the configuration that the engine would pass.
 *
 * @param program registers the resources and returns the stack's outputs
 */
export function registrationsOf(
  { project, stack, stackFile }: Pick<EnvironmentRequest, "project" | "stack" | "stackFile">,
  loaded: LoadedStack,
  {
    program,
    ...mode
  }: Pick<CaptureOptions, "preview" | "counted"> & { readonly program: () => unknown },
): Promise<Capture> {
  process.env[stackFileVariable] = stackFile;
  const options = { project, stack, ...mode, ...engineValues(loaded.values) };
  return withCheckedStack(stackFile, loaded, () => capture(options, program));
}
