import { Network } from "../index";

const network = new Network("main", { cidr: "10.20.0.0/16", availabilityZones: 2 });

export const privateSubnetIds = network.privateSubnetIds;
