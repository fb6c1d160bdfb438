import { endpointNeeds } from "drydock-components/model/endpoint-needs";
import {
  endpointPlan,
  type EndpointFeature,
  type PlannedEndpoint,
} from "drydock-components/model/endpoint-plan";
import { reachesInternet } from "./reach";
import type { ServiceConfig, StackConfig } from "./schema";

/** The cause of an endpoint that the stack file asks for itself. */
const network = "drydock:network";

/** The endpoints that tasks in private subnets need where there is no way to the internet, and who needs each. */
export function neededEndpoints(config: StackConfig): PlannedEndpoint[] {
  const derived = Object.entries(config.services)
    // Tasks in public subnets reach AWS over the internet.
    .filter(([, service]) => service.placement === "private")
    .flatMap(([name, service]) => serviceFeatures(name, service, config));
  const asked = config.network.endpoints.map((service) => awsService(network, service));
  return endpointPlan([...derived, ...asked]);
}

/**
 * The endpoints an environment gets, and who caused each. With NAT, tasks reach AWS without interface
 * endpoints: only gateway endpoints, which are free, and those that the stack file names are created then. A network that exists keeps those that it has.
 */
export function plannedEndpoints(config: StackConfig): PlannedEndpoint[] {
  if (config.existing.network !== undefined) return [];
  const plan = neededEndpoints(config);
  return reachesInternet(config)
    ? plan.filter(({ kind, causes }) => kind === "gateway" || causes.includes(network))
    : plan;
}

function serviceFeatures(
  cause: string,
  service: ServiceConfig,
  { encryption, existing }: StackConfig,
): EndpointFeature[] {
  return [
    ...endpointNeeds(service, {
      customerKey: encryption.customerKey || existing.kmsKeyArn !== undefined,
    }).map((need) => ({ cause, need })),
    ...service.awsServices.map((name) => awsService(cause, name)),
  ];
}

function awsService(cause: string, service: string): EndpointFeature {
  return { cause, need: "awsService", service };
}
