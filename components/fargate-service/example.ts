import { Cluster, FargateService, Ingress, Network } from "../index";

const network = new Network("main", { natGateways: "single" });
const cluster = new Cluster("services", { clusterName: "shop", vpcId: network.vpcId });
const ingress = new Ingress("front", {
  vpcId: network.vpcId,
  subnetIds: network.publicSubnetIds,
  domain: "shop.example.com",
  hostedZoneId: "Z0123456789EXAMPLE",
});

const web = new FargateService("web", {
  region: "us-east-2",
  clusterArn: cluster.clusterArn,
  clusterName: cluster.clusterName,
  vpcId: network.vpcId,
  subnetIds: network.privateSubnetIds,
  workloadSecurityGroupId: network.workloadSecurityGroupId,
  image: "public.ecr.aws/nginx/nginx-unprivileged:1.29",
  containerPort: 8080,
  readonlyRootFilesystem: false, // nginx keeps its temporary files there
  route: {
    listenerArn: ingress.listenerArn,
    loadBalancerSecurityGroupId: ingress.securityGroupId,
    loadBalancerArnSuffix: ingress.loadBalancerArnSuffix,
  },
  scaling: { min: 2, max: 6, cpuPercent: { target: 60 } },
});

export const serviceName = web.serviceName;
