/** The documentation page of each type's arguments, ids and replacements. */

const registry = "https://registry.terraform.io/providers";

/** The page of an AWS resource: its `aws_` name without the prefix. */
export const awsPage = (resource: string): string =>
  `${registry}/hashicorp/aws/latest/docs/resources/${resource}`;

/** The page of a resource of the random provider. */
export const randomPage = (resource: string): string =>
  `${registry}/hashicorp/random/latest/docs/resources/${resource}`;
