/** Changes of what runs. */
import { UsageError } from "../errors";
import type { Surroundings } from "../surroundings";
import type { EnvironmentChoice, OperatedEnvironment } from "./environment";

/** Options of every command that changes a service. */
export interface ChangeOptions extends EnvironmentChoice {
  readonly service: string;
  readonly yes: boolean;
  readonly json: boolean;
}

export interface Change {
  /** What it will do. */
  readonly plan: string;
  readonly act: () => Promise<unknown>;
  /** What the user does next. */
  readonly after: string;
  /** The same for programs. */
  readonly result: unknown;
}

/**
 * Announces a change, asks first where the environment is protected, makes it and prints its result.
 *
 * @returns 1 if the user declined
 * @throws UsageError where nobody can be asked
 */
export async function carryOut(
  { plan, act, after, result }: Change,
  environment: OperatedEnvironment,
  {
    options,
    surroundings,
  }: { readonly options: ChangeOptions; readonly surroundings: Surroundings },
): Promise<number> {
  surroundings.err(`${plan}\n`);
  if (!options.yes && !(await isConfirmed(environment, surroundings))) return 1;
  await act();
  surroundings.out(`${options.json ? JSON.stringify(result) : after}\n`);
  return 0;
}

async function isConfirmed(
  { loaded, stack }: OperatedEnvironment,
  { err, confirm }: Surroundings,
): Promise<boolean> {
  if (loaded.config.lifecycle === "disposable") return true;
  if (confirm === undefined) {
    throw new UsageError(
      `Nothing was changed: ${stack} is protected, and nobody can be asked here. Give --yes.`,
    );
  }
  if (await confirm(`${stack} is protected. Go on?`)) return true;
  err("Nothing was changed.\n");
  return false;
}

export const howToFollow = ({ stack }: OperatedEnvironment, service: string): string =>
  `Follow it: npx drydock status ${service} --stack ${stack} --watch`;
