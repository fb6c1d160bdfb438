import { Cluster, Network } from "../index";

const network = new Network("main", {});
const cluster = new Cluster("services", {
  clusterName: "shop-production",
  vpcId: network.vpcId,
  privateDnsNamespace: "production.shop.internal",
});

export const clusterArn = cluster.clusterArn;
