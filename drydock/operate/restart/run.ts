import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { count } from "../../offline/words";
import type { Surroundings } from "../../surroundings";
import { withAws } from "../aws";
import { type EnvironmentChoice, environmentOf } from "../environment";
import { mayAct } from "../protection";
import { refuseWhileDeploying } from "../service-deployments";
import { describeService, revision } from "../services";

export interface RestartOptions extends EnvironmentChoice {
  readonly service: string;
  readonly yes: boolean;
  readonly json: boolean;
}

/** @returns 1 if the user declined @throws UsageError */
export async function restartService(
  options: RestartOptions,
  surroundings: Surroundings,
): Promise<number> {
  const environment = environmentOf(options, surroundings.folder);
  const { service, yes, json } = options;
  const { stack, clusterName: cluster } = environment;
  return withAws(environment, async (aws) => {
    const live = await describeService(aws, environment, service);
    await refuseWhileDeploying(aws, { cluster, service });
    const runs = revision(live.taskDefinition);
    const plan =
      `${service}: replaces ${count(live.runningCount ?? 0, "task")} of ${runs} by new ones of the same revision, by the service's own ` +
      "deployment strategy. New tasks read secrets, parameters and environment files again.";
    if (!(await mayAct(plan, { environment, yes }, surroundings))) return 1;
    const ecs = await aws.ecs();
    await ecs.send(new UpdateServiceCommand({ cluster, service, forceNewDeployment: true }));
    if (json) surroundings.out(`${JSON.stringify({ service, taskDefinition: runs })}\n`);
    else {
      surroundings.out(
        `Started. Follow it: npx drydock status ${service} --stack ${stack} --watch\n`,
      );
    }
    return 0;
  });
}
