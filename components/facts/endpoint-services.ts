/** Services that have a gateway endpoint, which costs nothing and is reached by routes. */
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
export const gatewayServices = ["dynamodb", "s3"] as const;

/**
 * Which endpoints a task on Fargate platform 1.4.0 or later needs for what, when its subnets have no
 * way to the internet. Names are the last part of the endpoint's name, after `com.amazonaws.<region>.`.
 */
export const endpointsFor = {
  // Image layers are in Amazon S3: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
  imagePull: ["ecr.api", "ecr.dkr", "s3"],
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
  logs: ["logs"],
  secrets: ["secretsmanager"],
  parameters: ["ssm"],
  environmentFiles: ["s3"],
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
  exec: ["ssmmessages"],
  // With a customer key the task's exec session decrypts for itself; logs, secrets and files are
  // decrypted by their services. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
  execWithCustomerKey: ["kms", "ssmmessages"],
} as const;

/**
 * The bucket that holds the layers of every ECR image of a region: an S3 endpoint policy has to
 * admit `GetObject` on it.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
 */
export function imageLayerBucket(region: string): string {
  return `prod-${region}-starport-layer-bucket`;
}
