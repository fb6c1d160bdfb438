/** Deployments of a service, as ECS keeps them for 90 days. */
import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  ListServiceDeploymentsCommand,
  type DeploymentLifecycleHookDetail,
  type ServiceDeployment,
} from "@aws-sdk/client-ecs";
import { UsageError } from "../errors";
import type { Aws } from "./aws";
import type { OperatedEnvironment } from "./environment";
import { inBatches } from "./pages";
import { placeOf } from "./services";

/** Where a service is. */
export interface ServicePlace {
  readonly cluster: string;
  /** Its name in ECS, which on a platform is longer than its key in the stack file. */
  readonly service: string;
}

/** Both describing operations take 20 at most. */
const batch = 20;

/** Returns the newest deployments, newest first. */
export async function deploymentsOf(
  aws: Aws,
  { cluster, service }: ServicePlace,
  limit: number,
): Promise<ServiceDeployment[]> {
  const ecs = await aws.ecs();
  const arns: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await ecs.send(
      new ListServiceDeploymentsCommand({
        cluster,
        service,
        maxResults: Math.min(100, limit - arns.length),
        nextToken,
      }),
    );
    arns.push(...(page.serviceDeployments ?? []).map((one) => one.serviceDeploymentArn ?? ""));
    nextToken = page.nextToken;
  } while (nextToken !== undefined && arns.length < limit);
  const found = await inBatches(arns, batch, async (serviceDeploymentArns) => {
    const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns });
    return (await ecs.send(command)).serviceDeployments;
  });
  // In the order of the list: describing keeps none.
  return arns.flatMap((arn) => found.find((one) => one.serviceDeploymentArn === arn) ?? []);
}

/** Returns the task definitions that deployments asked for; absent of one whose revision ECS does not know any more. */
export async function taskDefinitionsOf(
  aws: Aws,
  deployments: readonly ServiceDeployment[],
): Promise<ReadonlyMap<ServiceDeployment, string>> {
  const ecs = await aws.ecs();
  const arns = [...new Set(deployments.flatMap((one) => one.targetServiceRevision?.arn ?? []))];
  const found = await inBatches(arns, batch, async (serviceRevisionArns) => {
    const command = new DescribeServiceRevisionsCommand({ serviceRevisionArns });
    return (await ecs.send(command)).serviceRevisions;
  });
  return new Map(
    deployments.flatMap((one) => {
      const { arn } = { ...one.targetServiceRevision };
      const revision = found.find(({ serviceRevisionArn }) => serviceRevisionArn === arn);
      return revision === undefined ? [] : [[one, revision.taskDefinition ?? ""]];
    }),
  );
}

/** Why a deployment has its status, and why it was rolled back. */
export const reasonsOf = ({ statusReason, rollback }: ServiceDeployment): string[] => [
  ...new Set([statusReason, rollback?.reason].filter((reason) => reason !== undefined)),
];

/** The hooks of a deployment that wait for somebody. */
export const waitingHooks = (deployment: ServiceDeployment): DeploymentLifecycleHookDetail[] =>
  (deployment.lifecycleHookDetails ?? []).filter(({ status }) => status === "AWAITING_ACTION");

/** True while ECS is at work on a deployment. */
export const isUnderWay = (status = ""): boolean => /^(PENDING|IN_PROGRESS)$/.test(status);

/** Another deployment would take the place of the present one. @throws UsageError */
export async function refuseWhileDeploying(
  aws: Aws,
  environment: OperatedEnvironment,
  service: string,
): Promise<void> {
  const { stack } = environment;
  const [latest] = await deploymentsOf(aws, placeOf(environment, service), 1);
  if (!isUnderWay(latest?.status)) return;
  throw new UsageError(
    `A deployment of ${service} is under way. Wait for its end (npx drydock deployments ${service} --stack ${stack}), or go back from it: ` +
      `npx drydock rollback ${service} --stack ${stack}`,
  );
}
