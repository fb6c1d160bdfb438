import { ServiceConnection } from "../index";

const connection = new ServiceConnection("web-to-orders", {
  fromSecurityGroupId: "sg-0123456789abcdef0",
  toSecurityGroupId: "sg-0fedcba9876543210",
  port: 8080,
  description: "web to orders",
});

export const ingressRuleId = connection.ingressRuleId;
