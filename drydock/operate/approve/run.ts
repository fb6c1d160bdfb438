import { ContinueServiceDeploymentCommand } from "@aws-sdk/client-ecs";
import { UsageError } from "../../errors";
import type { Surroundings } from "../../surroundings";
import { changeService, type ChangeOptions, howToFollow } from "../changes";
import { deploymentsOf, taskDefinitionsOf, waitingHooks } from "../service-deployments";
import { revision } from "../services";

export interface ApproveOptions extends ChangeOptions {
  readonly reject: boolean;
}

/** @returns 1 if the user declined @throws UsageError if nothing waits */
export async function approveDeployment(
  options: ApproveOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { service, reject } = options;
  return changeService(options, surroundings, async ({ aws, environment, place }) => {
    const [latest] = await deploymentsOf(aws, place, 1);
    const hooks = latest === undefined ? [] : waitingHooks(latest);
    if (latest === undefined || hooks.length === 0) {
      throw new UsageError(
        `No deployment of ${service} waits for approval${latest === undefined ? "" : `: the last one is ${latest.status ?? "?"}`}.`,
      );
    }
    const asked = revision((await taskDefinitionsOf(aws, [latest])).get(latest));
    const stage = latest.lifecycleStage ?? "its stage";
    const { serviceDeploymentArn } = latest;
    const action = reject ? "ROLLBACK" : "CONTINUE";
    return {
      plan: reject
        ? `${service}: rolls the deployment of ${asked} back, which waits at ${stage}.`
        : `${service}: continues the deployment of ${asked}, which waits at ${stage}.`,
      after: `Done. ${howToFollow(environment, service)}`,
      result: { service, taskDefinition: asked, action },
      act: async () => {
        const ecs = await aws.ecs();
        for (const { hookId } of hooks) {
          await ecs.send(
            new ContinueServiceDeploymentCommand({ serviceDeploymentArn, hookId, action }),
          );
        }
      },
    };
  });
}
