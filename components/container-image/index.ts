import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { refuseArguments, unrecorded } from "../internal/arguments";
import { buildImage, cacheTags } from "./build-image";
import { containerImageProblems } from "./container-image-problems";
import { hasDigest, withoutTag } from "./image-reference";
import { sourceProblems } from "./read-context";
import { repositoryLifecycle } from "./repository-lifecycle";

/** How an image is built. Paths are absolute, or relative to the folder the program runs in. */
export interface ImageBuildArgs {
  /** The folder that is sent to the build. */
  readonly context: string;
  /** The Dockerfile. Defaults to `Dockerfile` in the context. */
  readonly dockerfile?: string;
  /** The stage to build. Defaults to the last. */
  readonly target?: string;
  /** Build arguments by name; they stay visible in the image, so never a secret. Defaults to none. */
  readonly buildArgs?: Record<string, string>;
}

/** Arguments of ContainerImage: exactly one of `build` and `reference`. */
export interface ContainerImageArgs {
  /** Builds an image and pushes it to a repository of its own. Defaults to using `reference`. */
  readonly build?: ImageBuildArgs;
  /** The repository's name in AWS, such as `drydock-test/web`. Needed with `build`, refused without. */
  readonly repositoryName?: string;
  /** An image that exists: `registry/repository` with a tag, a digest or both. Defaults to using `build`. */
  readonly reference?: string;
  /** Looks the reference's tag up at each update and deploys its digest; public registries only. Defaults to false. */
  readonly pinDigest?: boolean;
  /** The processor a build is for: `X86_64` or `ARM64`, the same as the task's. Defaults to `X86_64`. */
  readonly architecture?: string;
  /** ARN of the customer-managed key that encrypts the repository. Defaults to the AWS-managed key `aws/ecr`. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** True lets the repository be deleted with all its images; false protects it. Defaults to false. */
  readonly deletable?: boolean;
}

/** A container image: built and pushed to a repository of its own, or one that exists. */
export class ContainerImage extends pulumi.ComponentResource {
  /** What a task definition names: `repository@sha256:...` for a build and a pinned reference, else the reference. */
  public readonly imageRef: pulumi.Output<string>;
  /** ARN of the repository; absent for a reference. */
  public readonly repositoryArn?: pulumi.Output<string>;
  /** Address of the repository, without a tag; absent for a reference. */
  public readonly repositoryUrl?: pulumi.Output<string>;

  /** @throws pulumi.InputPropertiesError when arguments contradict, or the build's folder or Dockerfile is missing. */
  constructor(name: string, args: ContainerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("drydock:index:ContainerImage", name, unrecorded, opts);
    const { build, reference = "" } = args;
    refuseArguments(`ContainerImage "${name}"`, [
      ...containerImageProblems(args),
      ...(build === undefined ? [] : sourceProblems(build)),
    ]);

    if (build === undefined) {
      this.imageRef =
        args.pinDigest === true && !hasDigest(reference)
          ? pinnedReference(name, reference, this)
          : pulumi.output(reference);
      this.registerOutputs({ imageRef: this.imageRef });
      return;
    }
    const repository = createRepository(name, args, this);
    const image = buildImage({
      name,
      parent: this,
      build,
      architecture: args.architecture,
      repository,
    });
    this.imageRef = pulumi.interpolate`${repository.repositoryUrl}@${image.digest}`;
    this.repositoryArn = repository.arn;
    this.repositoryUrl = repository.repositoryUrl;
    this.registerOutputs({
      imageRef: this.imageRef,
      repositoryArn: this.repositoryArn,
      repositoryUrl: this.repositoryUrl,
    });
  }
}

/** Resolves a tag to the digest it has now. */
function pinnedReference(
  name: string,
  reference: string,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  // Asking a registry takes no Docker; a provider of its own says so, or a preview would need one.
  const provider = new docker.Provider(name, { disableDockerDaemonCheck: true }, { parent });
  const found = docker.getRegistryImageOutput({ name: reference }, { parent, provider });
  return pulumi.interpolate`${withoutTag(reference)}@${found.sha256Digest}`;
}

function createRepository(
  name: string,
  args: ContainerImageArgs,
  parent: pulumi.Resource,
): aws.ecr.Repository {
  const deletable = args.deletable ?? false;
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
