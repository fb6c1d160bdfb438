/** An image's place in Amazon ECR. */
export interface EcrImage {
  readonly account: string;
  readonly region: string;
  readonly repository: string;
}

/**
 * Hosts of private registries: with and without FIPS, in the names of IPv4 and of both IP versions.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
const hostPattern =
  /^(\d{12})\.(?:dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?|dkr-ecr(?:-fips)?\.([a-z0-9-]+)\.on\.aws)$/;

/** Where in Amazon ECR an image is, by its reference; undefined for any other registry. */
export function ecrImage(reference: string): EcrImage | undefined {
  const [host = "", ...path] = reference.split("/");
  const match = hostPattern.exec(host);
  const [repository = ""] = path.join("/").split(/[:@]/);
  if (match === null || repository === "") return undefined;
  const [, account = "", region, dualStackRegion = ""] = match;
  return { account, region: region ?? dualStackRegion, repository };
}
