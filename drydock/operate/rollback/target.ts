/** The revision that a service goes back to. */
import type { TaskDefinition } from "@aws-sdk/client-ecs";
import { UsageError } from "../../errors";
import type { Aws } from "../aws";
import { deploymentsOf, type ServicePlace, taskDefinitionsOf } from "../service-deployments";
import { revision } from "../services";
import { describeTaskDefinition } from "../tasks";

/** So many deployments are looked through for one that succeeded. */
const searched = 100;

/** A service that goes back. */
export interface Rollback {
  /** Its key in the stack file. */
  readonly service: string;
  readonly place: ServicePlace;
  /** The task definition that runs, an ARN. */
  readonly runs: string;
  /** The revision that is wanted: a number or `family:number`. */
  readonly to?: string;
}

/** @throws UsageError if there is no such revision, or it cannot run any more */
export async function targetOf(
  aws: Aws,
  { service, place, runs, to }: Rollback,
): Promise<TaskDefinition> {
  const family = revision(runs).replace(/:\d+$/, "");
  const wanted =
    to === undefined
      ? await lastSuccess(aws, { service, place, runs })
      : to.includes(":")
        ? to
        : `${family}:${to}`;
  if (revision(wanted) === revision(runs)) {
    throw new UsageError(`${service} runs ${revision(runs)} already.`);
  }
  const found = await describeTaskDefinition(aws, wanted);
  if (found.family !== family) {
    throw new UsageError(
      `${wanted} is of another family: a revision of ${service} is one of ${family}.`,
    );
  }
  if (found.status !== "ACTIVE") {
    throw new UsageError(
      `${revision(wanted)} is deregistered, so ECS starts no task of it: a disposable environment keeps no former revisions. Revert ` +
        "the change in the stack file or the code, and run `pulumi up`.",
    );
  }
  return found;
}

/** The newest revision before this one that a deployment succeeded with. */
async function lastSuccess(
  aws: Aws,
  { service, place, runs }: Omit<Rollback, "to">,
): Promise<string> {
  const deployments = await deploymentsOf(aws, place, searched);
  const succeeded = deployments.filter(({ status }) => status === "SUCCESSFUL");
  const definitions = await taskDefinitionsOf(aws, succeeded);
  const found = [...definitions.values()].find((definition) => definition !== runs);
  if (found !== undefined) return found;
  throw new UsageError(
    `ECS knows no earlier deployment of ${service} that succeeded with another revision. Name one: --to <revision>`,
  );
}
