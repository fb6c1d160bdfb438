import { ecrImage } from "../facts/ecr";
import type { endpointsFor } from "../facts/endpoint-services";
import type { StackService } from "./service";
import { containersOf } from "./task";

/** A task, as far as what it needs of AWS goes. */
type Task = Pick<StackService, "image" | "secrets" | "envFiles" | "exec" | "sidecars">;

/** Returns the AWS services that have endpoints and that a task needs, to start and to run. */
export function endpointNeeds(
  task: Task,
  { customerKey }: { readonly customerKey: boolean },
): (keyof typeof endpointsFor)[] {
  const containers = containersOf<Task, StackService["sidecars"][string]>("", task).map(
    ({ container }) => container,
  );
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
    exec: task.exec,
    customerKey: task.exec && customerKey,
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
