/** Reads one part from AWS. */
import type { LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import { UsageError } from "../../errors";
import type { Aws } from "../aws";
import { allOf } from "../pages";
import { clusterOf } from "./cluster";
import type { FoundPart } from "./found";
import { loadBalancerOf, type SeenLoadBalancer } from "./load-balancer";
import { networkOf } from "./network";

/** @throws UsageError if AWS has no such part, or tasks cannot use it */
export type Reader = (aws: Aws, id: string) => Promise<FoundPart>;

export const readVpc: Reader = async (aws, id) => {
  const [ec2, sdk] = await Promise.all([aws.ec2(), import("@aws-sdk/client-ec2")]);
  const { Vpcs: [vpc] = [] } = await ec2
    .send(new sdk.DescribeVpcsCommand({ VpcIds: [id] }))
    .catch(absent("InvalidVpcID.NotFound", { Vpcs: [] }));
  if (vpc === undefined) throw missing("VPC", id);
  const inside = { Filters: [{ Name: "vpc-id", Values: [id] }] };
  const [subnets, routeTables, endpoints] = await Promise.all([
    allOf(sdk.paginateDescribeSubnets({ client: ec2 }, inside), ({ Subnets }) => Subnets),
    allOf(
      sdk.paginateDescribeRouteTables({ client: ec2 }, inside),
      ({ RouteTables }) => RouteTables,
    ),
    allOf(
      sdk.paginateDescribeVpcEndpoints({ client: ec2 }, inside),
      ({ VpcEndpoints }) => VpcEndpoints,
    ),
  ]);
  return networkOf({ vpc, subnets, routeTables, endpoints });
};

export const readCluster: Reader = async (aws, id) => {
  const [ecs, sdk] = await Promise.all([aws.ecs(), import("@aws-sdk/client-ecs")]);
  const { clusters: [cluster] = [] } = await ecs.send(
    new sdk.DescribeClustersCommand({ clusters: [id], include: ["CONFIGURATIONS"] }),
  );
  if (cluster?.status !== "ACTIVE") throw missing("cluster", id);
  return clusterOf(cluster);
};

export const readLoadBalancer: Reader = async (aws, id) => {
  const [client, sdk] = await Promise.all([
    aws.loadBalancing(),
    import("@aws-sdk/client-elastic-load-balancing-v2"),
  ]);
  const wanted = id.startsWith("arn:") ? { LoadBalancerArns: [id] } : { Names: [id] };
  const { LoadBalancers: [balancer] = [] } = await client
    .send(new sdk.DescribeLoadBalancersCommand(wanted))
    .catch(absent("LoadBalancerNotFoundException", { LoadBalancers: [] }));
  if (balancer === undefined) throw missing("load balancer", id);
  const listeners = await allOf(
    sdk.paginateDescribeListeners({ client }, { LoadBalancerArn: balancer.LoadBalancerArn }),
    ({ Listeners }) => Listeners,
  );
  return loadBalancerOf(balancer, { listeners, ...(await surroundingsOf(aws, balancer)) });
};

/** What decides whether a load balancer reaches the internet. */
async function surroundingsOf(
  aws: Aws,
  { VpcId = "", SecurityGroups = [] }: LoadBalancer,
): Promise<Pick<SeenLoadBalancer, "groups" | "routeTables">> {
  const [ec2, sdk] = await Promise.all([aws.ec2(), import("@aws-sdk/client-ec2")]);
  const inside = { Filters: [{ Name: "vpc-id", Values: [VpcId] }] };
  const [groups, routeTables] = await Promise.all([
    SecurityGroups.length === 0
      ? []
      : allOf(
          sdk.paginateDescribeSecurityGroups({ client: ec2 }, { GroupIds: SecurityGroups }),
          (page) => page.SecurityGroups,
        ),
    allOf(
      sdk.paginateDescribeRouteTables({ client: ec2 }, inside),
      ({ RouteTables }) => RouteTables,
    ),
  ]);
  return { groups, routeTables };
}

/** Takes an error of this name as an empty answer. */
const absent =
  <T>(name: string, empty: T) =>
  (error: unknown): T => {
    if (error instanceof Error && error.name === name) return empty;
    throw error;
  };

const missing = (what: string, id: string): UsageError =>
  new UsageError(
    `There is no ${what} ${id} in the region of the stack file (aws:region), in the account of these credentials.`,
  );
