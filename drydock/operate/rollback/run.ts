import {
  type ServiceDeployment,
  StopServiceDeploymentCommand,
  type TaskDefinition,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { UsageError } from "../../errors";
import type { Surroundings } from "../../surroundings";
import { type Aws, withAws } from "../aws";
import { type EnvironmentChoice, environmentOf, type OperatedEnvironment } from "../environment";
import { placeText } from "../places";
import { mayAct } from "../protection";
import { deploymentsOf, isUnderWay } from "../service-deployments";
import { describeService, revision } from "../services";
import { table } from "../table";
import { describeTaskDefinition } from "../tasks";
import { type Difference, differences } from "./differences";
import { targetOf } from "./target";

export interface RollbackOptions extends EnvironmentChoice {
  readonly service: string;
  /** A revision: a number or `family:number`. */
  readonly to?: string;
  readonly yes: boolean;
  readonly json: boolean;
}

/** An action: its description and its call. */
interface Step {
  readonly plan: string;
  readonly after: string;
  readonly result: unknown;
  act(): Promise<unknown>;
}

/** @returns 1 if the user declined @throws UsageError */
export async function rollBack(
  options: RollbackOptions,
  surroundings: Surroundings,
): Promise<number> {
  const environment = environmentOf(options, surroundings.folder);
  const { service, to, yes, json } = options;
  const place = { cluster: environment.clusterName, service };
  return withAws(environment, async (aws) => {
    const { taskDefinition: runs = "" } = await describeService(aws, environment, service);
    const [latest] = await deploymentsOf(aws, place, 1);
    const underWay = isUnderWay(latest?.status) ? latest : undefined;
    if (underWay !== undefined && to !== undefined) {
      throw new UsageError(
        `A deployment of ${service} is under way. Go back from it first, without --to.`,
      );
    }
    const step =
      underWay === undefined
        ? goBack(aws, environment, {
            place,
            from: await describeTaskDefinition(aws, runs),
            target: await targetOf(aws, { place, runs, ...(to === undefined ? {} : { to }) }),
          })
        : endDeployment(aws, service, underWay);
    if (!(await mayAct(step.plan, { environment, yes }, surroundings))) return 1;
    await step.act();
    surroundings.out(json ? `${JSON.stringify(step.result)}\n` : `${step.after}\n`);
    return 0;
  });
}

function endDeployment(aws: Aws, service: string, underWay: ServiceDeployment): Step {
  const { serviceDeploymentArn } = underWay;
  return {
    plan: `${service}: ends the deployment under way, and goes back to what ran before it.`,
    after: `Started: npx drydock deployments ${service}. A \`pulumi up\` that waits for the deployment will fail, and say so.`,
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

interface Change {
  readonly place: { readonly cluster: string; readonly service: string };
  readonly from: TaskDefinition;
  readonly target: TaskDefinition;
}

function goBack(aws: Aws, environment: OperatedEnvironment, { place, from, target }: Change): Step {
  const { service } = place;
  const taskDefinition = target.taskDefinitionArn;
  const [now, then] = [from, target].map((one) => revision(one.taskDefinitionArn));
  const changes = differences(from, target);
  const lines =
    changes.length === 0
      ? "nothing that a stack file says."
      : differenceTable(changes, environment, service);
  return {
    plan: `${service}: goes from ${now ?? ""} to ${then ?? ""}. They differ in\n${lines}`,
    after: `Started. Follow it: npx drydock status ${service} --stack ${environment.stack} --watch
The stack file still asks for what ${now ?? ""} has: a \`pulumi up\` that refreshes first, as the deploy workflow does, or that
changes the service deploys it again. Let it follow: revert the change that led to the lines above (an image that is built
here comes from the code), and run \`pulumi up\`, which deploys the same as a new revision.`,
    result: { service, from: now, to: then, differences: changes },
    act: async () => {
      const ecs = await aws.ecs();
      await ecs.send(new UpdateServiceCommand({ ...place, taskDefinition }));
    },
  };
}

function differenceTable(
  changes: readonly Difference[],
  environment: OperatedEnvironment,
  service: string,
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
  return table(head, rest);
}
