/** Changes of what runs. */
import type { Service } from "@aws-sdk/client-ecs";
import { UsageError } from "../errors";
import type { Surroundings } from "../surroundings";
import { type Aws, withAws } from "./aws";
import { type EnvironmentChoice, environmentOf, type OperatedEnvironment } from "./environment";
import { fitted } from "./fit";
import type { ServicePlace } from "./service-deployments";
import { describeService, placeOf } from "./services";

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

/** A service that a command changes. */
export interface ChangedService {
  readonly aws: Aws;
  readonly environment: OperatedEnvironment;
  readonly place: ServicePlace;
  /** As it is now. */
  readonly live: Service;
}

/**
 * Announces a change of a service, asks first where the environment is protected, makes it and prints its result.
 *
 * @returns 1 if the user declined
 * @throws UsageError if the service was never created, or nobody can be asked
 */
export async function changeService(
  options: ChangeOptions,
  surroundings: Surroundings,
  changeOf: (service: ChangedService) => Promise<Change>,
): Promise<number> {
  const environment = environmentOf(options, surroundings);
  const place = placeOf(environment, options.service);
  return withAws(environment, async (aws) => {
    const live = await describeService(aws, environment, options.service);
    const { plan, act, after, result } = await changeOf({ aws, environment, place, live });
    const { err, out, columns } = surroundings;
    err(`${await fitted(plan, columns)}\n`);
    if (!options.yes && !(await isConfirmed(environment, surroundings))) return 1;
    await act();
    out(`${options.json ? JSON.stringify(result) : await fitted(after, columns)}\n`);
    return 0;
  });
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
  `Follow it:\n  npx drydock status ${service} --stack ${stack} --watch`;
