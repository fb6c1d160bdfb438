import { endpointPlan, type EndpointFeature, type PlannedEndpoint } from "drydock-components";
import { ecrImage } from "drydock-components/facts/ecr";
import type { ServiceConfig, StackConfig } from "../config";
import { containersOf } from "drydock-components/model/task";

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
    .flatMap(([name, service]) => serviceFeatures(name, service, config.encryption.customerKey));
  const asked = config.network.endpoints.map((service) => awsService(NETWORK, service));
  const plan = endpointPlan([...derived, ...asked]);
  return config.network.natGateways === "none"
    ? plan
    : plan.filter(({ kind, causes }) => kind === "gateway" || causes.includes(NETWORK));
}

/** What a service's tasks need from AWS when they start and while they run. */
function serviceFeatures(
  cause: string,
  service: ServiceConfig,
  customerKey: boolean,
): EndpointFeature[] {
  const containers = containersOf(cause, service).map(({ container }) => container);
  const images = containers.map(({ image }) => image);
  const references = containers.flatMap(({ secrets }) => Object.values(secrets));
  const has = {
    ecrImage: images.some((image) => "build" in image || ecrImage(image.reference) !== undefined),
    credentials: images.some(
      (image) => "reference" in image && image.credentialsSecret !== undefined,
    ),
    envFiles: containers.some(({ envFiles }) => envFiles.length > 0),
    secrets: references.some((reference) => "secret" in reference),
    parameters: references.some((reference) => "parameterArn" in reference),
  };
  const needs: EndpointFeature["need"][] = [
    "logs",
    ...(has.ecrImage ? ["imagePull" as const] : []),
    ...(has.envFiles ? ["envFiles" as const] : []),
    ...(has.secrets || has.credentials ? ["secrets" as const] : []),
    ...(has.parameters ? ["parameters" as const] : []),
    ...(service.exec ? ["exec" as const] : []),
    ...(service.exec && customerKey ? ["customerKey" as const] : []),
  ];
  return [
    ...needs.map((need) => ({ cause, need })),
    ...service.awsServices.map((name) => awsService(cause, name)),
  ];
}

function awsService(cause: string, service: string): EndpointFeature {
  return { cause, need: "awsService", service };
}
