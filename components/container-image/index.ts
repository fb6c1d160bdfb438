import * as aws from "../internal/aws";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { diskFiles } from "../files";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { outputsOf } from "../internal/outputs";
import type { ContainerImageArgs } from "./args";
import { buildImage, cacheTags } from "./build-image";
import { containerImageProblems } from "./container-image-problems";
import { withoutTag } from "./image-reference";
import { repositoryLifecycle } from "./repository-lifecycle";
import { containerImageArgs } from "./shape";

export type { ContainerImageArgs, ImageBuildArgs } from "./args";

/** A container image: built and pushed to its own repository, or one that exists. */
export class ContainerImage extends pulumi.ComponentResource {
  /** The reference for a task definition: `repository@sha256:...` for a build and a pinned reference, else the reference as given. */
  public readonly imageRef: pulumi.Output<string>;
  /** ARN of the repository; absent for a reference. */
  public readonly repositoryArn?: pulumi.Output<string>;
  /** Address of the repository, without a tag; absent for a reference. */
  public readonly repositoryUrl?: pulumi.Output<string>;

  /** @throws pulumi.InputPropertiesError when arguments contradict, or the build's folder or Dockerfile is missing. */
  constructor(name: string, args: ContainerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `ContainerImage "${name}"`,
      schema: containerImageArgs,
      rules: (given) => containerImageProblems(given, diskFiles("")),
      args,
    });
    super("drydock:index:ContainerImage", name, unrecorded, opts);
    const { build, reference = "" } = settings;

    if (build === undefined) {
      this.imageRef = settings.pinDigest
        ? pinnedReference(name, reference, this)
        : pulumi.output(reference);
      this.registerOutputs(outputsOf(this));
      return;
    }
    const repository = createRepository(name, settings, this);
    const image = buildImage({
      name,
      parent: this,
      build,
      architecture: settings.architecture,
      repository,
    });
    this.imageRef = pulumi.interpolate`${repository.repositoryUrl}@${image.digest}`;
    this.repositoryArn = repository.arn;
    this.repositoryUrl = repository.repositoryUrl;
    this.registerOutputs(outputsOf(this));
  }
}

/** Resolves a tag to the digest it has now. */
function pinnedReference(
  name: string,
  reference: string,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  // Asking a registry takes no Docker; a separate provider says so, or a preview would need one.
  const provider = new docker.Provider(name, { disableDockerDaemonCheck: true }, { parent });
  const found = docker.getRegistryImageOutput({ name: reference }, { parent, provider });
  return pulumi.interpolate`${withoutTag(reference)}@${found.sha256Digest}`;
}

function createRepository(
  name: string,
  args: z.output<typeof containerImageArgs>,
  parent: pulumi.Resource,
): aws.ecr.Repository {
  const { deletable } = args;
  const repository = new aws.ecr.Repository(
    name,
    {
      name: args.repositoryName,
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: cacheTags, filterType: "WILDCARD" }],
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.kmsKeyArn }],
      forceDelete: deletable,
    },
    { parent, protect: !deletable },
  );
  new aws.ecr.LifecyclePolicy(
    name,
    { repository: repository.name, policy: repositoryLifecycle(keptImages) },
    { parent },
  );
  return repository;
}

/** At least the last fifty builds. */
const keptImages = 200;
