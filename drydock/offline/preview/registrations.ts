import { stackFileVariable, withCheckedStack } from "../../config/checked";
import type { LoadedStack } from "../../config/loader";
import { type Capture, capture, type CaptureOptions } from "../capture";
import { engineValues } from "./engine-config";
import type { EnvironmentRequest } from "./environment";

/** Of a large stack, these take a fifth of a second. */
const countedAtOnce = 100;

/** Shows the count of registrations now and then. */
export const sometimes =
  (show: (count: number) => void) =>
  (count: number): void => {
    if (count % countedAtOnce === 0) show(count);
  };

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
