import { Ingress, Network } from "../index";

const network = new Network("main", {});
const ingress = new Ingress("front", {
  vpcId: network.vpcId,
  subnetIds: network.publicSubnetIds,
  domain: "shop.example.com",
  hostedZoneId: "Z0123456789EXAMPLE",
});

export const url = ingress.url;
