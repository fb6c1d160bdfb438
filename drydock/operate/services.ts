/** The services of an environment, in the stack file and in ECS. */
import { DescribeServicesCommand, type Service } from "@aws-sdk/client-ecs";
import { nearestName } from "drydock-components/model/check/nearest";
import { containersOf } from "drydock-components/model/task";
import { UsageError } from "../errors";
import type { Aws } from "./aws";
import type { OperatedEnvironment } from "./environment";
import type { ServicePlace } from "./service-deployments";

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

/** Where ECS has a service of the stack file. */
export const placeOf = (
  { clusterName, names }: OperatedEnvironment,
  service: string,
): ServicePlace => ({ cluster: clusterName, service: names.service(service) });

/** DescribeServices takes ten at most. */
const batch = 10;

/** Services by their key in the stack file; one that was never created, or is deleted, is not there. */
export async function describeServices(
  aws: Aws,
  { clusterName: cluster, names }: OperatedEnvironment,
  services: readonly string[],
): Promise<ReadonlyMap<string, Service>> {
  const ecs = await aws.ecs();
  const keys = new Map(services.map((service) => [names.service(service), service]));
  const wanted = [...keys.keys()];
  const found = new Map<string, Service>();
  for (let start = 0; start < wanted.length; start += batch) {
    const command = new DescribeServicesCommand({
      cluster,
      services: wanted.slice(start, start + batch),
    });
    for (const service of (await ecs.send(command)).services ?? []) {
      const key = keys.get(service.serviceName ?? "");
      if (key !== undefined && service.status !== "INACTIVE") found.set(key, service);
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
  const found = await describeServices(aws, environment, servicesOf(environment, name));
  const service = found.get(name);
  if (service === undefined) throw notDeployed(environment, name);
  return service;
}

export const notDeployed = (
  { clusterName, names, stack }: OperatedEnvironment,
  service: string,
): UsageError =>
  new UsageError(
    `The cluster ${clusterName} has no service ${names.service(service)}: it was never created. The output of \`pulumi up --stack ${stack}\` says why.`,
  );

/** `family:revision` of a task definition's ARN. */
export const revision = (arn = ""): string => arn.slice(arn.indexOf("/") + 1);
