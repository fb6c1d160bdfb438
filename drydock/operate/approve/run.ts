import { ContinueServiceDeploymentCommand } from "@aws-sdk/client-ecs";
import { UsageError } from "../../errors";
import type { Surroundings } from "../../surroundings";
import { withAws } from "../aws";
import { type EnvironmentChoice, environmentOf } from "../environment";
import { mayAct } from "../protection";
import { deploymentsOf, taskDefinitionsOf, waitingHooks } from "../service-deployments";
import { describeService, revision } from "../services";

export interface ApproveOptions extends EnvironmentChoice {
  readonly service: string;
  readonly reject: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** @returns 1 if the user declined @throws UsageError if nothing waits */
export async function approveDeployment(
  options: ApproveOptions,
  surroundings: Surroundings,
): Promise<number> {
  const environment = environmentOf(options, surroundings.folder);
  const { service, reject, yes, json } = options;
  return withAws(environment, async (aws) => {
    await describeService(aws, environment, service);
    const place = { cluster: environment.clusterName, service };
    const [latest] = await deploymentsOf(aws, place, 1);
    const hooks = latest === undefined ? [] : waitingHooks(latest);
    if (latest === undefined || hooks.length === 0) {
      throw new UsageError(
        `No deployment of ${service} waits for approval${latest === undefined ? "" : `: the last one is ${latest.status ?? "?"}`}.`,
      );
    }
    const asked = revision((await taskDefinitionsOf(aws, [latest])).get(latest));
    const stage = latest.lifecycleStage ?? "its stage";
    const plan = reject
      ? `${service}: rolls the deployment of ${asked} back, which waits at ${stage}.`
      : `${service}: continues the deployment of ${asked}, which waits at ${stage}.`;
    if (!(await mayAct(plan, { environment, yes }, surroundings))) return 1;
    const ecs = await aws.ecs();
    const action = reject ? "ROLLBACK" : "CONTINUE";
    for (const { hookId } of hooks) {
      await ecs.send(
        new ContinueServiceDeploymentCommand({
          serviceDeploymentArn: latest.serviceDeploymentArn,
          hookId,
          action,
        }),
      );
    }
    const { out } = surroundings;
    if (json) out(`${JSON.stringify({ service, taskDefinition: asked, action })}\n`);
    else {
      out(`Done. Follow it: npx drydock status ${service} --stack ${environment.stack} --watch\n`);
    }
    return 0;
  });
}
