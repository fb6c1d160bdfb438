import {
  type ServiceDeployment,
  StopServiceDeploymentCommand,
  type TaskDefinition,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { UsageError } from "../../errors";
import type { Surroundings } from "../../surroundings";
import type { Aws } from "../aws";
import { changeService, type Change, type ChangeOptions, howToFollow } from "../changes";
import { type OperatedEnvironment, placeText } from "../environment";
import { deploymentsOf, isUnderWay, type ServicePlace } from "../service-deployments";
import { revision } from "../services";
import { table } from "../table";
import { describeTaskDefinition } from "../tasks";
import { type Difference, differences } from "./differences";
import { targetOf } from "./target";

export interface RollbackOptions extends ChangeOptions {
  /** A revision: a number or `family:number`. */
  readonly to?: string;
}

/** @returns 1 if the user declined @throws UsageError */
export async function rollBack(
  options: RollbackOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { service, to } = options;
  return changeService(options, surroundings, async ({ aws, environment, place, live }) => {
    const { taskDefinition: runs = "" } = live;
    const [latest] = await deploymentsOf(aws, place, 1);
    const underWay = isUnderWay(latest?.status) ? latest : undefined;
    if (underWay !== undefined && to !== undefined) {
      throw new UsageError(
        `A deployment of ${service} is under way. Go back from it first, without --to.`,
      );
    }
    return underWay === undefined
      ? goBack(aws, environment, {
          service,
          place,
          columns: surroundings.columns,
          from: await describeTaskDefinition(aws, runs),
          target: await targetOf(aws, {
            service,
            place,
            runs,
            to,
          }),
        })
      : endDeployment(aws, environment, { service, underWay });
  });
}

function endDeployment(
  aws: Aws,
  { stack }: OperatedEnvironment,
  { service, underWay }: { readonly service: string; readonly underWay: ServiceDeployment },
): Change {
  const { serviceDeploymentArn } = underWay;
  return {
    plan: `${service}: ends the deployment under way, and goes back to what ran before it.`,
    after: `Started. See how it ends:
  npx drydock deployments ${service} --stack ${stack}
A \`pulumi up\` that waits for the deployment will fail, and say so.`,
    result: { service, serviceDeploymentArn },
    act: async () => {
      const ecs = await aws.ecs();
      const command = new StopServiceDeploymentCommand({
        serviceDeploymentArn,
        stopType: "ROLLBACK",
      });
      await ecs.send(command);
    },
  };
}

/** From one revision to another. */
interface Move {
  /** Its key in the stack file. */
  readonly service: string;
  readonly place: ServicePlace;
  /** The terminal's width, where it is known. */
  readonly columns: number | undefined;
  readonly from: TaskDefinition;
  readonly target: TaskDefinition;
}

function goBack(
  aws: Aws,
  environment: OperatedEnvironment,
  { service, place, columns, from, target }: Move,
): Change {
  const taskDefinition = target.taskDefinitionArn;
  const [now, then] = [from, target].map((one) => revision(one.taskDefinitionArn));
  const changes = differences(from, target);
  const lines =
    changes.length === 0
      ? "nothing that a stack file says."
      : differenceTable(changes, { environment, service, columns });
  return {
    plan: `${service}: goes from ${now ?? ""} to ${then ?? ""}. They differ in\n${lines}`,
    after: `Started. ${howToFollow(environment, service)}
The stack file still asks for what ${now ?? ""} has: a \`pulumi up\` that refreshes first, as the deploy workflow does, or that changes the service deploys it again. Let it follow: revert the change that led to the lines above (an image that is built here comes from the code), and run \`pulumi up\`, which deploys the same as a new revision.`,
    result: { service, from: now, to: then, differences: changes },
    act: async () => {
      const ecs = await aws.ecs();
      await ecs.send(new UpdateServiceCommand({ ...place, taskDefinition }));
    },
  };
}

function differenceTable(
  changes: readonly Difference[],
  {
    environment,
    service,
    columns,
  }: Pick<Move, "service" | "columns"> & { readonly environment: OperatedEnvironment },
): string {
  const rows = changes.map(({ container = service, key, what }) => {
    const path = [
      "services",
      service,
      ...(container === service ? [] : ["sidecars", container]),
      key,
    ];
    const name = container === service ? key : `${container}: ${key}`;
    return [`  ${name}`, what, placeText(environment, path)];
  });
  const [head = [], ...rest] = rows;
  return table(head, rest, columns);
}
