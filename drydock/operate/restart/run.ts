import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { count } from "../../offline/words";
import type { Surroundings } from "../../surroundings";
import { changeService, type ChangeOptions, howToFollow } from "../changes";
import { refuseWhileDeploying } from "../service-deployments";
import { revision } from "../services";

/** @returns 1 if the user declined @throws UsageError */
export async function restartService(
  options: ChangeOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { service } = options;
  return changeService(options, surroundings, async ({ aws, environment, place, live }) => {
    await refuseWhileDeploying(aws, environment, service);
    const runs = revision(live.taskDefinition);
    return {
      plan:
        `${service}: replaces ${count(live.runningCount ?? 0, "task")} of ${runs} by new ones of the same revision, by the service's own ` +
        "deployment strategy. New tasks read secrets, parameters and environment files again.",
      after: `Started. ${howToFollow(environment, service)}`,
      result: { service, taskDefinition: runs },
      act: async () => {
        const ecs = await aws.ecs();
        await ecs.send(new UpdateServiceCommand({ ...place, forceNewDeployment: true }));
      },
    };
  });
}
