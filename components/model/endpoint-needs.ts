import { ecrImage } from "../facts/ecr";
import type { endpointsFor } from "../facts/endpoint-services";
import type { StackService } from "./service";
import { containersOf } from "./task";

/** Returns the AWS services that have endpoints and that a service's tasks need, to start and to run. */
export function endpointNeeds(
  service: StackService,
  { customerKey }: { readonly customerKey: boolean },
): (keyof typeof endpointsFor)[] {
  const containers = containersOf("", service).map(({ container }) => container);
  const images = containers.map(({ image }) => image);
  const references = containers.flatMap(({ secrets }) => Object.values(secrets));
  const needs = {
    logs: true,
    // Public registries have no endpoints.
    imagePull: images.some((image) => "build" in image || ecrImage(image.reference) !== undefined),
    envFiles: containers.some(({ envFiles }) => envFiles.length > 0),
    secrets:
      references.some((reference) => "secret" in reference) ||
      images.some((image) => "reference" in image && image.credentialsSecret !== undefined),
    parameters: references.some((reference) => "parameterArn" in reference),
    exec: service.exec,
    customerKey: service.exec && customerKey,
  };
  return allNeeds.filter((need) => needs[need]);
}

const allNeeds = [
  "logs",
  "imagePull",
  "envFiles",
  "secrets",
  "parameters",
  "exec",
  "customerKey",
] as const;
