import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { count } from "../../offline/words";
import type { Surroundings } from "../../surroundings";
import { withAws } from "../aws";
import { carryOut, type ChangeOptions, howToFollow } from "../changes";
import { environmentOf } from "../environment";
import { refuseWhileDeploying } from "../service-deployments";
import { describeService, revision } from "../services";

/** @returns 1 if the user declined @throws UsageError */
export async function restartService(
  options: ChangeOptions,
  surroundings: Surroundings,
): Promise<number> {
  const environment = environmentOf(options, surroundings.folder);
  const { service } = options;
  const { clusterName: cluster } = environment;
  return withAws(environment, async (aws) => {
    const live = await describeService(aws, environment, service);
    await refuseWhileDeploying(aws, { cluster, service });
    const runs = revision(live.taskDefinition);
    const change = {
      plan:
        `${service}: replaces ${count(live.runningCount ?? 0, "task")} of ${runs} by new ones of the same revision, by the service's own ` +
        "deployment strategy. New tasks read secrets, parameters and environment files again.",
      after: `Started. ${howToFollow(environment, service)}`,
      result: { service, taskDefinition: runs },
      act: async () => {
        const ecs = await aws.ecs();
        await ecs.send(new UpdateServiceCommand({ cluster, service, forceNewDeployment: true }));
      },
    };
    return carryOut(change, environment, { options, surroundings });
  });
}
