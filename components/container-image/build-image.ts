import * as aws from "../internal/aws";
import * as dockerBuild from "@pulumi/docker-build";
import * as pulumi from "@pulumi/pulumi";
import type { Architecture, ImageBuildArgs } from "./args";
import { dockerfilePath, readContextHash } from "./read-context";

/** Inputs for {@link buildImage}. */
export interface ImageBuild {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly build: ImageBuildArgs;
  readonly architecture: Architecture;
  readonly repository: aws.ecr.Repository;
}

/** Processors, as Amazon ECS calls them, to the platforms an image is built for. */
const platforms = { ARM64: "linux/arm64", X86_64: "linux/amd64" } as const;

/** The tags that may be overwritten in the repository: those of the build cache. */
export const cacheTags = "cache-*";

/**
 * Builds an image and pushes it by digest, without a tag. A tag computed from the content would be refused
 * by the immutable repository as soon as a build is repeated: after a revert, after a failed update, or
 * on a machine with other file permissions, since no two builds give the same digest.
 */
export function buildImage(image: ImageBuild): dockerBuild.Image {
  const { build, repository } = image;
  const platform = platforms[image.architecture];
  const cache = pulumi.interpolate`${repository.repositoryUrl}:${cacheTag(platform)}`;
  return new dockerBuild.Image(
    image.name,
    {
      context: { location: build.context },
      dockerfile: { location: dockerfilePath(build) },
      target: build.target,
      buildArgs: build.args,
      labels: { "drydock.context.sha256": readContextHash(build) },
      platforms: [platform],
      // One unknown property in the preview that also creates the repository, not a name that is empty.
      exports: repository.repositoryUrl.apply((url) => [
        { registry: { names: [url], push: true, pushByDigest: true } },
      ]),
      // The export above pushes; this would add a second one, by tag.
      push: false,
      buildOnPreview: false,
      cacheFrom: [{ registry: { ref: cache } }],
      cacheTo: [
        {
          registry: {
            ref: cache,
            mode: "max",
            // Amazon ECR takes a cache only in this form:
            // https://aws.amazon.com/blogs/containers/announcing-remote-cache-support-in-amazon-ecr-for-buildkit-clients/
            imageManifest: true,
            ociMediaTypes: true,
            ignoreError: true,
          },
        },
      ],
      registries: [registryLogin(repository, image.parent)],
    },
    {
      parent: image.parent,
      // Deleting the resource leaves the images: tasks that still run, and rollbacks, pull them.
      retainOnDelete: true,
      // A repository that is created again, for another key say, has the same address and is empty: nothing in the image's
      // own arguments tells that it has to be pushed again.
      replaceWith: [repository],
    },
  );
}

function cacheTag(platform: string): string {
  return cacheTags.replace("*", platform.replace("linux/", ""));
}

function registryLogin(repository: aws.ecr.Repository, parent: pulumi.Resource) {
  // Asked in `apply`: an error that keeps the repository from being created is not one of this question, and is told once.
  const token = pulumi.secret(
    repository.registryId.apply((registryId) =>
      aws.ecr.getAuthorizationToken({ registryId }, { parent }),
    ),
  );
  return {
    address: repository.repositoryUrl,
    username: token.userName,
    password: token.password,
  };
}
