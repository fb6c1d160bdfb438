// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** How an image is built. Paths are absolute, or relative to the folder the program runs in. */
export interface ImageBuildArgs {
  /** The folder that is sent to the build. */
  context: string;
  /** The Dockerfile. Defaults to Dockerfile in the context. */
  dockerfile?: string;
  /** The stage to build. Defaults to the last. */
  target?: string;
  /** Build arguments; they stay visible in the image, so never a secret. Defaults to none. */
  args?: Record<string, string>;
}

/** Processors Fargate offers. */
export const Architecture = { X86: "X86_64", Arm64: "ARM64" } as const;
/** Processors Fargate offers. */
export type Architecture = (typeof Architecture)[keyof typeof Architecture];

/** Arguments of ContainerImage: exactly one of `build` and `reference`. */
export interface ContainerImageArgs {
  /** Builds an image and pushes it to its own repository. Defaults to using `reference`. */
  build?: ImageBuildArgs;
  /** The repository's name in AWS, such as `drydock-test/web`. Needed with `build`, refused without. */
  repositoryName?: string;
  /** An image that exists: `registry/repository` with a tag, a digest or both. Defaults to using `build`. */
  reference?: string;
  /** Looks the reference's tag up at each update and deploys its digest; public registries only. Defaults to false. */
  pinDigest?: boolean;
  /** The processor a build is for: `X86_64` or `ARM64`, the same as the task's. Defaults to `X86_64`. */
  architecture?: Architecture;
  /** ARN of the KMS key that encrypts the repository. Defaults to the AWS-managed key `aws/ecr`. */
  kmsKeyArn?: pulumi.Input<string>;
  /** True lets the repository be deleted with all its images; false protects it. Defaults to false. */
  deletable?: boolean;
}
