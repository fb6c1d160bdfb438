/** The services and jobs of an environment, in the stack file and in ECS. */
import { DescribeServicesCommand, type Service } from "@aws-sdk/client-ecs";
import { nearestName } from "drydock-components/model/check/nearest";
import { containersOf } from "drydock-components/model/task";
import { UsageError } from "../errors";
import type { Aws } from "./aws";
import type { OperatedEnvironment } from "./environment";
import { inBatches } from "./pages";
import type { ServicePlace } from "./service-deployments";

/** Names under `drydock:services` and `drydock:jobs`. */
export interface Workloads {
  readonly services: readonly string[];
  readonly jobs: readonly string[];
}

/** The names of all services and jobs, or the one that is wanted. @throws UsageError if there is no such name */
export function workloadsOf(
  { loaded, stackFile }: OperatedEnvironment,
  wanted?: string,
): Workloads {
  const services = Object.keys(loaded.config.services);
  const jobs = Object.keys(loaded.config.jobs);
  if (wanted === undefined) return { services, jobs };
  if (services.includes(wanted)) return { services: [wanted], jobs: [] };
  if (jobs.includes(wanted)) return { services: [], jobs: [wanted] };
  const near = orNear(nearestName(wanted, [...services, ...jobs]));
  throw new UsageError(
    jobs.length === 0
      ? `${stackFile} has no service ${wanted}${near} It has ${services.join(", ")}.`
      : `${stackFile} has no service or job ${wanted}${near} It has ${named("service", services)} and ${named("job", jobs)}.`,
  );
}

const named = (kind: string, names: readonly string[]): string =>
  names.length === 0
    ? `no ${kind}`
    : `the ${kind}${names.length === 1 ? "" : "s"} ${names.join(", ")}`;

/** The names of all services, or the one that is wanted. @throws UsageError if there is no such service */
export function servicesOf(environment: OperatedEnvironment, wanted?: string): readonly string[] {
  const { services, jobs } = workloadsOf(environment, wanted);
  if (jobs.length === 0 || wanted === undefined) return services;
  const known = Object.keys(environment.loaded.config.services);
  throw new UsageError(
    `${wanted} is a job of ${environment.stackFile}, not a service. It has ${named("service", known)}.`,
  );
}

/** The end of a sentence about a name that does not exist. */
const orNear = (near: string | undefined): string =>
  near === undefined ? "." : `. Did you mean ${near}?`;

/** @param service a service or a job @throws UsageError that names the containers there are */
export function refuseUnknownContainer(
  { loaded, stackFile }: OperatedEnvironment,
  { service, container }: { readonly service: string; readonly container: string },
): void {
  if (Object.hasOwn(loaded.config.jobs, service)) {
    if (container === service) return;
    throw new UsageError(`The job ${service} has one container, ${service}.`);
  }
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
  const found = await inBatches([...keys.keys()], batch, async (some) => {
    const described = await ecs.send(new DescribeServicesCommand({ cluster, services: some }));
    return described.services;
  });
  return new Map(
    found.flatMap((service) => {
      const key = keys.get(service.serviceName ?? "");
      return key === undefined || service.status === "INACTIVE" ? [] : [[key, service]];
    }),
  );
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
  { clusterName, names, stack, loaded }: OperatedEnvironment,
  name: string,
): UsageError => {
  const isJob = Object.hasOwn(loaded.config.jobs, name);
  const missing = isJob ? `job ${name}` : `service ${names.service(name)}`;
  return new UsageError(
    `The cluster ${clusterName} has no ${missing}: it was never created. The output of \`pulumi up --stack ${stack}\` says why.`,
  );
};

/** `family:revision` of a task definition's ARN. */
export const revision = (arn = ""): string => arn.slice(arn.indexOf("/") + 1);
