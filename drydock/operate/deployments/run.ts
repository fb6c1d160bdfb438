import type { ServiceDeployment } from "@aws-sdk/client-ecs";
import type { Surroundings } from "../../surroundings";
import { ago, elapsed } from "../ago";
import { withAws } from "../aws";
import { type EnvironmentChoice, environmentOf } from "../environment";
import { deploymentsOf, reasonsOf, taskDefinitionsOf, waitingHooks } from "../service-deployments";
import { describeService, placeOf, revision } from "../services";
import { table } from "../table";

export interface DeploymentsOptions extends EnvironmentChoice {
  readonly service: string;
  readonly limit: number;
  readonly json: boolean;
}

interface Listed {
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  readonly status: string;
  /** Where a deployment in stages is. */
  readonly stage?: string;
  readonly taskDefinition: string;
  readonly reasons: readonly string[];
  readonly triggeredAlarms: readonly string[];
  readonly waits: boolean;
}

/** @throws UsageError */
export async function listDeployments(
  options: DeploymentsOptions,
  surroundings: Surroundings,
): Promise<number> {
  const environment = environmentOf(options, surroundings);
  const { service, limit } = options;
  const place = placeOf(environment, service);
  const listed = await withAws(environment, async (aws) => {
    await describeService(aws, environment, service);
    const deployments = await deploymentsOf(aws, place, limit);
    const definitions = await taskDefinitionsOf(aws, deployments);
    return deployments.map((one) => listedOf(one, definitions.get(one)));
  });
  const { out, columns } = surroundings;
  if (options.json) out(`${JSON.stringify(listed, undefined, 2)}\n`);
  else if (listed.length === 0) out(`${service} has no deployment of the last 90 days.\n`);
  else out(`${deploymentTable(listed, columns)}${approvalHint(listed, options)}\n`);
  return 0;
}

function listedOf(deployment: ServiceDeployment, taskDefinition: string | undefined): Listed {
  const { status, startedAt, finishedAt, lifecycleStage } = deployment;
  return {
    startedAt,
    finishedAt,
    stage: lifecycleStage,
    status: status ?? "",
    taskDefinition: revision(taskDefinition),
    reasons: reasonsOf(deployment),
    triggeredAlarms: deployment.alarms?.triggeredAlarmNames ?? [],
    waits: waitingHooks(deployment).length > 0,
  };
}

function deploymentTable(listed: readonly Listed[], width: number | undefined): string {
  const now = new Date();
  const rows = listed.map(({ startedAt, finishedAt, status, stage, ...one }) => [
    startedAt === undefined ? "" : ago(startedAt, now),
    startedAt === undefined || finishedAt === undefined ? "" : elapsed(startedAt, finishedAt),
    one.taskDefinition,
    one.waits ? "waits for approval" : status,
    [
      ...(status === "IN_PROGRESS" && stage !== undefined ? [stage] : []),
      ...one.reasons,
      ...one.triggeredAlarms.map((alarm) => `alarm ${alarm}`),
    ].join("; "),
  ]);
  return table(["started", "took", "revision", "status", "reason"], rows, width);
}

const approvalHint = (listed: readonly Listed[], { service, stack }: DeploymentsOptions): string =>
  listed.some(({ waits }) => waits)
    ? `\n\nnpx drydock approve ${service} --stack ${stack}   (--reject rolls it back)`
    : "";
