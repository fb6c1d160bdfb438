import { z } from "zod";
import {
  type ArnKind,
  arnProblems,
  type ArnHome,
  clusterKind,
  fileSystemKind,
  keyKind,
  listenerKind,
} from "./arns";
import { type ModelProblem, within } from "./check/problem";
import { cidr, hostBits } from "./cidr";
import { repeated } from "./check/lists";
import { endpointName, endpointNameProblems } from "./endpoints";
import { matching, permissionsBoundaryArn, several, severalNamed, strict } from "./primitives";

const id = (prefix: string, example: string) =>
  matching(new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), `an id such as ${example}`);

export const securityGroupId = id("sg", "sg-0a1b2c3d4e5f60718");

const subnetIds = z.array(id("subnet", "subnet-0a1b2c3d4e5f60718")).max(6);

const network = strict({
  vpcId: id("vpc", "vpc-0a1b2c3d4e5f60718").describe("The VPC."),
  cidr: cidr("10.0.0.0/16").describe(
    "The addresses of the VPC in CIDR notation. Tasks may send HTTPS to them, where interface endpoints are.",
  ),
  privateSubnetIds: subnetIds
    .min(1)
    .describe("The subnets of tasks, file systems and internal load balancers, one for each zone."),
  publicSubnetIds: subnetIds
    .default([])
    .describe(
      "The subnets of a public load balancer and of services with placement public. Defaults to none.",
    ),
  internet: z
    .enum(["nat", "none"])
    .default("none")
    .describe(
      "How the private subnets reach the internet: nat (a NAT gateway, a transit gateway or a proxy in their " +
        "route tables) or none. Defaults to none.",
    ),
  endpoints: several(
    endpointName,
    "The VPC endpoints that the private subnets reach, by the last part of their name (ecr.api, s3). " +
      "Without NAT they must cover every AWS service that a service needs.",
  ),
  workloadSecurityGroupId: securityGroupId
    .optional()
    .describe(
      "A security group that lets tasks reach the endpoints and the internet. Defaults to a new one that may reach the " +
        "VPC's addresses by HTTPS.",
    ),
});

const fileSystem = strict({
  arn: z.string().describe("The file system's ARN."),
  securityGroupId: securityGroupId.describe(
    "The security group of its mount targets: tasks that mount it are admitted there.",
  ),
}).describe("An Amazon EFS file system with a mount target in each private subnet.");

const dnsNamespace = strict({
  id: matching(/^ns-[a-z0-9]+$/, "an id such as ns-e1tpmexample0001").describe("Its id."),
  name: z.string().min(1).describe("Its name, such as test.internal."),
});

const cluster = strict({
  arn: z
    .string()
    .describe("The cluster's ARN. FARGATE and FARGATE_SPOT must be its capacity providers."),
  execLogGroupName: z
    .string()
    .min(1)
    .optional()
    .describe("The log group that the cluster records ECS Exec sessions in. Defaults to none."),
  dnsNamespace: dnsNamespace
    .optional()
    .describe("A Cloud Map private DNS namespace for discovery dnsA and dnsSrv. Defaults to none."),
  serviceConnectNamespaceArn: matching(
    /^arn:aws[a-z-]*:servicediscovery:/,
    "the ARN of a Cloud Map namespace",
  )
    .optional()
    .describe("A Cloud Map namespace for discovery serviceConnect. Defaults to none."),
});

const loadBalancer = strict({
  listenerArn: z
    .string()
    .describe("The listener of an Application Load Balancer that gets a rule for each route."),
  securityGroupId: securityGroupId.describe(
    "The load balancer's security group: it may reach the tasks, and they admit it.",
  ),
  url: matching(/^https?:\/\/[^/\s]+$/, "a URL such as https://shop.example.com").describe(
    "Where users reach the listener.",
  ),
  reachesIdentityProviders: z
    .boolean()
    .optional()
    .describe(
      "Its security group lets it connect to the internet by HTTPS, and its subnets have a way there, as a route with signIn needs. Defaults to false.",
    ),
});

/** The parts of an environment that exist already and are not changed. */
export const existingParts = strict({
  network: network.optional().describe("A VPC. Defaults to a new one from drydock:network."),
  cluster: cluster.optional().describe("An ECS cluster. Defaults to a new one."),
  loadBalancer: loadBalancer
    .optional()
    .describe("An Application Load Balancer, in place of drydock:ingress. Defaults to none."),
  fileSystems: severalNamed(fileSystem, "File systems, by the name services mount them by."),
  kmsKeyArn: z
    .string()
    .optional()
    .describe(
      "The KMS key that encrypts the environment's data. Its key policy must let this account's roles, " +
        "CloudWatch Logs and Secrets Manager use it. Defaults to a new one, as drydock:encryption says.",
    ),
  permissionsBoundaryArn: permissionsBoundaryArn
    .optional()
    .describe("The IAM policy that bounds every role of the environment. Defaults to none."),
});

export const existing = existingParts
  .prefault({})
  .describe(
    "Parts that exist already: the environment uses them and never changes or deletes them.",
  );

type ExistingValue = z.output<typeof existing>;

/** Returns the problems of ids and ARNs of parts that exist. */
export function existingProblems(value: ExistingValue, home: ArnHome): ModelProblem[] {
  const { network: vpc, cluster: ecs, loadBalancer: balancer, kmsKeyArn } = value;
  const arn = (path: string[], given: string | undefined, kind: ArnKind) =>
    within(path, arnProblems(given, kind, home));
  return [
    ...(vpc === undefined
      ? []
      : within(
          ["network"],
          [
            ...within(["cidr"], hostBits(vpc.cidr)),
            ...within(["privateSubnetIds"], repeated(vpc.privateSubnetIds)),
            ...within(["publicSubnetIds"], repeated(vpc.publicSubnetIds)),
            ...within(["endpoints"], endpointNameProblems(vpc.endpoints)),
          ],
        )),
    ...arn(["cluster", "arn"], ecs?.arn, clusterKind),
    ...arn(["loadBalancer", "listenerArn"], balancer?.listenerArn, listenerKind),
    ...arn(["kmsKeyArn"], kmsKeyArn, keyKind),
    ...Object.entries(value.fileSystems).flatMap(([name, given]) =>
      arn(["fileSystems", name, "arn"], given.arn, fileSystemKind),
    ),
  ];
}

/** `shared` of `arn:aws:ecs:us-east-2:111122223333:cluster/shared`. */
export function clusterNameOf(clusterArn: string): string {
  return clusterArn.split("cluster/")[1] ?? "";
}

/** `fs-0a1b2c3d4e5f60718` of a file system's ARN. */
export function fileSystemIdOf(arn: string): string {
  return arn.split("file-system/")[1] ?? "";
}

/** `app/name/0123456789abcdef` of a listener's ARN: the dimension LoadBalancer of its metrics. */
export function loadBalancerArnSuffix(listenerArn: string): string {
  return listenerArn.split("listener/")[1]?.split("/").slice(0, 3).join("/") ?? "";
}
