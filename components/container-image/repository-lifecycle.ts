/**
 * Returns the JSON text of an ECR lifecycle policy that keeps the newest untagged images.
 * Images are pushed by digest and have no tag; the build cache has one, and so is never expired.
 *
 * A build leaves up to four: the image's index, the image, its provenance, and the cache it replaced.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function repositoryLifecycle(untaggedImages: number): string {
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `Keep the newest ${untaggedImages} untagged images`,
        selection: {
          tagStatus: "untagged",
          countType: "imageCountMoreThan",
          countNumber: untaggedImages,
        },
        action: { type: "expire" },
      },
    ],
  });
}
