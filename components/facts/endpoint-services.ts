/**
 * Services that have a gateway endpoint, which costs nothing and is reached by routes.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export const gatewayServices = ["dynamodb", "s3"] as const;

/**
 * Which endpoints a task on Fargate platform 1.4.0 or later needs for what, when its subnets have no
 * way to the internet. Names are the last part of the endpoint's name, after `com.amazonaws.<region>.`.
 */
export const endpointsFor = {
  /** Image layers are in Amazon S3: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html */
  imagePull: ["ecr.api", "ecr.dkr", "s3"],
  /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html */
  envFiles: ["s3"],
  /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html */
  logs: ["logs"],
  secrets: ["secretsmanager"],
  parameters: ["ssm"],
  /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
  exec: ["ssmmessages"],
  /**
   * Exec sessions under a customer-managed key: the agent in the task decrypts by itself. Logs, secrets
   * and files are decrypted by their services. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
   */
  customerKey: ["kms"],
} as const;

/**
 * The prefix of IAM actions where it is not the endpoint's own name, or where the name is known to be
 * the prefix. An endpoint that is not here gets a policy that names no service.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const actionPrefixes: Readonly<Record<string, string>> = {
  dynamodb: "dynamodb",
  "ecr.api": "ecr",
  "ecr.dkr": "ecr",
  events: "events",
  "kinesis-firehose": "firehose",
  "kinesis-streams": "kinesis",
  kms: "kms",
  lambda: "lambda",
  logs: "logs",
  monitoring: "cloudwatch",
  s3: "s3",
  secretsmanager: "secretsmanager",
  sns: "sns",
  sqs: "sqs",
  ssm: "ssm",
  ssmmessages: "ssmmessages",
  states: "states",
  sts: "sts",
  xray: "xray",
};

/**
 * The bucket that holds the layers of every ECR image of a region: an S3 endpoint policy has to
 * admit `GetObject` on it.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
 */
export function imageLayerBucket(region: string): string {
  return `prod-${region}-starport-layer-bucket`;
}
