import { ExistingNetwork } from "../index";

const network = new ExistingNetwork("main", {
  vpcId: "vpc-0a1b2c3d4e5f60718",
  cidr: "10.0.0.0/16",
  region: "us-east-2",
  privateSubnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
  internetPorts: [443],
});

export const securityGroupId = network.workloadSecurityGroupId;
