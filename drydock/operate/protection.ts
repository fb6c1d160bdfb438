import { UsageError } from "../errors";
import type { Surroundings } from "../surroundings";
import type { OperatedEnvironment } from "./environment";

/**
 * Announces the change, and asks first where the environment is protected.
 *
 * @throws UsageError where nobody can be asked
 */
export async function mayAct(
  plan: string,
  {
    environment: { loaded, stack },
    yes,
  }: { readonly environment: OperatedEnvironment; readonly yes: boolean },
  { err, confirm }: Surroundings,
): Promise<boolean> {
  err(`${plan}\n`);
  if (yes || loaded.config.lifecycle === "disposable") return true;
  if (confirm === undefined) {
    throw new UsageError(
      `Nothing was changed: ${stack} is protected, and nobody can be asked here. Give --yes.`,
    );
  }
  if (await confirm(`${stack} is protected. Go on?`)) return true;
  err("Nothing was changed.\n");
  return false;
}
