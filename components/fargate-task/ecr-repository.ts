import type * as pulumi from "@pulumi/pulumi";
import { type ContainerSettings } from "./containers";

/** The repositories the task has to be let into: those given, and those that a plain image reference names. */
export function repositoriesOf(
  containers: readonly Pick<ContainerSettings, "image" | "repositoryArn">[],
): pulumi.Input<string>[] {
  return containers.flatMap(({ repositoryArn, image }) => {
    if (repositoryArn !== undefined) return [repositoryArn];
    return typeof image === "string" ? (ecrRepositoryArn(image) ?? []) : [];
  });
}

/**
 * The ARN of the ECR repository that an image is in, by its reference; undefined for any other registry.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
 */
export function ecrRepositoryArn(image: string): string | undefined {
  const match =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)(?:[:@]|$)/.exec(image);
  if (match === null) return undefined;
  const [, account, region = "", repository] = match;
  return `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${repository}`;
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
