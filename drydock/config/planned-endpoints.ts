import { endpointNeeds } from "drydock-components/model/endpoint-needs";
import {
  endpointPlan,
  type EndpointFeature,
  type PlannedEndpoint,
} from "drydock-components/model/endpoint-plan";
import type { ServiceConfig, StackConfig } from "./schema";

/** The cause of an endpoint that the stack file asks for itself. */
const NETWORK = "drydock:network";

/**
 * The endpoints an environment gets, and who caused each. With NAT, tasks reach AWS without interface
 * endpoints: only gateway endpoints, which are free, and those the stack file names are made then.
 */
export function plannedEndpoints(config: StackConfig): PlannedEndpoint[] {
  const derived = Object.entries(config.services)
    // Tasks in public subnets reach AWS over the internet.
    .filter(([, service]) => service.placement === "private")
    .flatMap(([name, service]) => serviceFeatures(name, service, config.encryption));
  const asked = config.network.endpoints.map((service) => awsService(NETWORK, service));
  const plan = endpointPlan([...derived, ...asked]);
  return config.network.natGateways === "none"
    ? plan
    : plan.filter(({ kind, causes }) => kind === "gateway" || causes.includes(NETWORK));
}

function serviceFeatures(
  cause: string,
  service: ServiceConfig,
  encryption: StackConfig["encryption"],
): EndpointFeature[] {
  return [
    ...endpointNeeds(service, encryption).map((need) => ({ cause, need })),
    ...service.awsServices.map((name) => awsService(cause, name)),
  ];
}

function awsService(cause: string, service: string): EndpointFeature {
  return { cause, need: "awsService", service };
}
