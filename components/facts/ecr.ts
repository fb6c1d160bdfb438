import { partitionOf } from "./partitions";

/** An image's repository in a private registry of Amazon ECR. */
export interface EcrRepository {
  readonly region: string;
  readonly arn: string;
}

/**
 * A registry by any of its names: over IPv4 or dual-stack (`on.aws`), each with a FIPS form.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
const registry =
  /^(\d{12})\.(?:dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?|dkr-ecr(?:-fips)?\.([a-z0-9-]+)\.on\.aws)\/([^:@]+)/;

/** The repository of an image, by the image's reference; undefined where it is in another registry. */
export function ecrRepository(reference: string): EcrRepository | undefined {
  const match = registry.exec(reference);
  if (match === null) return undefined;
  const [, account = "", ipv4, dualStack, repository = ""] = match;
  const region = ipv4 ?? dualStack ?? "";
  return {
    region,
    arn: `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${repository}`,
  };
}
