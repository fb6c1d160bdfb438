import type * as pulumi from "@pulumi/pulumi";
import { ecrImage } from "../facts/ecr";
import { partitionOf } from "../facts/regions";
import type { ContainerSettings } from "./containers";

/** The repositories the task has to be let into: those given, and those that a plain image reference names. */
export function repositoriesOf(
  containers: readonly Pick<ContainerSettings, "image" | "repositoryArn">[],
): pulumi.Input<string>[] {
  return containers.flatMap(({ repositoryArn, image }) => {
    if (repositoryArn !== undefined) return [repositoryArn];
    return typeof image === "string" ? (ecrRepositoryArn(image) ?? []) : [];
  });
}

/** The ARN of the ECR repository that an image is in, by its reference; undefined for any other registry. */
export function ecrRepositoryArn(image: string): string | undefined {
  const place = ecrImage(image);
  if (place === undefined) return undefined;
  const { account, region, repository } = place;
  return `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${repository}`;
}
