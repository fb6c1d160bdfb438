import type { Aws, ServicePlace } from "./aws";
import { messageOf } from "./failure";

/** What is known of a resource that the tag search lists: "there", "gone", or why it is not known. */
export async function stateOf(aws: Aws, arn: string): Promise<string> {
  const { service, kind, id } = partsOf(arn);
  // What it is a part of has the tag too, and is asked for.
  if (parts.has(`${service}:${kind}`)) return "gone";
  try {
    if (service === "ecs") return await stateInEcs(aws, arn);
    const type = types.get(`${service}:${kind}`);
    if (type === undefined) return "listed by the tag search; look whether it is really there";
    const identifier = type.by === "arn" ? arn : id;
    return (await aws.exists(type.name, identifier)) ? "there" : "gone";
  } catch (error) {
    // Services go with their cluster.
    if (error instanceof Error && error.name === "ClusterNotFoundException") return "gone";
    return `listed by the tag search; ${messageOf(error)}`;
  }
}

/** ECS keeps what was deleted as inactive, and lists task definitions forever. */
async function stateInEcs(aws: Aws, arn: string): Promise<string> {
  const { kind, id } = partsOf(arn);
  const active = {
    cluster: () => aws.clusterStatus(id),
    service: () => aws.serviceStatus(servicePlace(id)),
    "task-definition": () => aws.taskDefinitionStatus(arn),
  };
  const ask = Object.entries(active).find(([name]) => name === kind)?.[1];
  if (ask === undefined) return "listed by the tag search; look whether it is really there";
  const status = await ask();
  return status === "ACTIVE" || status === "DRAINING" ? "there" : "gone";
}

function servicePlace(id: string): ServicePlace {
  const [cluster = "", service = ""] = id.split("/");
  return { cluster, service };
}

/** `arn:aws:ec2:us-east-2:111122223333:vpc/vpc-1` is the kind `vpc` of the service `ec2`. */
function partsOf(arn: string) {
  const [, , service = "", , , ...rest] = arn.split(":");
  const resource = rest.join(":");
  const separator = /[/:]/.exec(resource)?.index;
  return separator === undefined
    ? { service, kind: "", id: resource }
    : { service, kind: resource.slice(0, separator), id: resource.slice(separator + 1) };
}

/** Kinds that cannot outlive another resource of the environment. */
const parts = new Set([
  "ecs:task",
  "ec2:security-group-rule",
  "elasticloadbalancing:listener",
  "elasticloadbalancing:listener-rule",
  "application-autoscaling:scalable-target",
]);

/**
 * What Cloud Control calls a kind, and what it knows a resource by.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const types = new Map<string, { readonly name: string; readonly by: "id" | "arn" }>([
  ["ec2:vpc", { name: "AWS::EC2::VPC", by: "id" }],
  ["ec2:subnet", { name: "AWS::EC2::Subnet", by: "id" }],
  ["ec2:route-table", { name: "AWS::EC2::RouteTable", by: "id" }],
  ["ec2:internet-gateway", { name: "AWS::EC2::InternetGateway", by: "id" }],
  ["ec2:security-group", { name: "AWS::EC2::SecurityGroup", by: "id" }],
  ["ec2:network-interface", { name: "AWS::EC2::NetworkInterface", by: "id" }],
  ["ec2:vpc-endpoint", { name: "AWS::EC2::VPCEndpoint", by: "id" }],
  ["ec2:vpc-flow-log", { name: "AWS::EC2::FlowLog", by: "id" }],
  ["ecr:repository", { name: "AWS::ECR::Repository", by: "id" }],
  ["elasticfilesystem:access-point", { name: "AWS::EFS::AccessPoint", by: "id" }],
  ["elasticfilesystem:file-system", { name: "AWS::EFS::FileSystem", by: "id" }],
  [
    "elasticloadbalancing:loadbalancer",
    { name: "AWS::ElasticLoadBalancingV2::LoadBalancer", by: "arn" },
  ],
  [
    "elasticloadbalancing:targetgroup",
    { name: "AWS::ElasticLoadBalancingV2::TargetGroup", by: "arn" },
  ],
  ["iam:role", { name: "AWS::IAM::Role", by: "id" }],
  ["logs:log-group", { name: "AWS::Logs::LogGroup", by: "id" }],
  ["s3:", { name: "AWS::S3::Bucket", by: "id" }],
  ["secretsmanager:secret", { name: "AWS::SecretsManager::Secret", by: "arn" }],
]);
