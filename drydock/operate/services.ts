/** The services of an environment, in the stack file and in ECS. */
import { DescribeServicesCommand, type Service } from "@aws-sdk/client-ecs";
import { nearestName } from "drydock-components/model/check/nearest";
import { containersOf } from "drydock-components/model/task";
import { UsageError } from "../errors";
import type { Aws } from "./aws";
import type { OperatedEnvironment } from "./environment";

/** The names of all services, or the one that is wanted. @throws UsageError if there is no such service */
export function servicesOf({ loaded, stackFile }: OperatedEnvironment, wanted?: string): string[] {
  const known = Object.keys(loaded.config.services);
  if (wanted === undefined) return known;
  if (known.includes(wanted)) return [wanted];
  const near = nearestName(wanted, known);
  throw new UsageError(
    `${stackFile} has no service ${wanted}${orNear(near)} It has ${known.join(", ")}.`,
  );
}

/** The end of a sentence about a name that does not exist. */
const orNear = (near: string | undefined): string =>
  near === undefined ? "." : `. Did you mean ${near}?`;

/** @throws UsageError that names the containers there are */
export function refuseUnknownContainer(
  { loaded, stackFile }: OperatedEnvironment,
  { service, container }: { readonly service: string; readonly container: string },
): void {
  const config = loaded.config.services[service];
  const known = config === undefined ? [] : containersOf(service, config).map(({ name }) => name);
  if (known.includes(container)) return;
  const near = nearestName(container, known);
  throw new UsageError(
    `The service ${service} in ${stackFile} has no container ${container}${orNear(near)} It has ` +
      `${known.join(", ")}.`,
  );
}

/** DescribeServices takes ten at most. */
const batch = 10;

/** Services of the cluster by name; one that was never created, or is deleted, is not there. */
export async function describeServices(
  aws: Aws,
  cluster: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Service>> {
  const ecs = await aws.ecs();
  const found = new Map<string, Service>();
  for (let start = 0; start < names.length; start += batch) {
    const command = new DescribeServicesCommand({
      cluster,
      services: names.slice(start, start + batch),
    });
    for (const service of (await ecs.send(command)).services ?? []) {
      if (service.status !== "INACTIVE") found.set(service.serviceName ?? "", service);
    }
  }
  return found;
}

/** @throws UsageError if the service was never created */
export async function describeService(
  aws: Aws,
  environment: OperatedEnvironment,
  name: string,
): Promise<Service> {
  const found = await describeServices(aws, environment.clusterName, servicesOf(environment, name));
  const service = found.get(name);
  if (service === undefined) throw notDeployed(environment, name);
  return service;
}

export const notDeployed = (
  { clusterName, stack }: OperatedEnvironment,
  service: string,
): UsageError =>
  new UsageError(
    `The cluster ${clusterName} has no service ${service}: it was never created. The output of \`pulumi up --stack ${stack}\` says why.`,
  );

/** `family:revision` of a task definition's ARN. */
export const revision = (arn = ""): string => arn.slice(arn.indexOf("/") + 1);
