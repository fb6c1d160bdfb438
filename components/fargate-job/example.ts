import { Cluster, FargateJob, Network } from "../index";

const network = new Network("main", { natGateways: "single" });
const cluster = new Cluster("jobs", { clusterName: "shop", vpcId: network.vpcId });

const backfill = new FargateJob("backfill", {
  region: "us-east-2",
  clusterArn: cluster.clusterArn,
  vpcId: network.vpcId,
  subnetIds: network.privateSubnetIds,
  workloadSecurityGroupId: network.workloadSecurityGroupId,
  image: "public.ecr.aws/docker/library/busybox:1.37",
  command: ["date"],
});

export const runCommand = backfill.runCommand;
