/** Application load balancers, their listeners, rules and target groups. */
import { awsPage } from "../documentation";
import type { Facts, ResourceModels } from "../types";

/** AWS cuts load balancer and target group names at 32 characters. */
const name32 = { property: "name", maxLength: 32 };

/** `app/<name>/<hash>` from a load balancer's ARN. */
const loadBalancerPart = (arn: string): string => arn.split("loadbalancer/")[1] ?? "";

/** `app/<name>/<hash>/<hash>` from a listener's ARN. */
const listenerPart = (arn: string): string => arn.split("listener/")[1] ?? "";

const elb = (facts: Facts, resource: string): string => facts.arn("elasticloadbalancing", resource);

export const loadBalancing: ResourceModels = {
  "aws:lb/loadBalancer:LoadBalancer": {
    documentation: awsPage("lb"),
    tagged: true,
    autoName: name32,
    defaults: {
      loadBalancerType: "application",
      idleTimeout: 60,
      enableHttp2: true,
      enableDeletionProtection: false,
      desyncMitigationMode: "defensive",
      preserveHostHeader: false,
      xffHeaderProcessingMode: "append",
    },
    replaceOn: ["name", "namePrefix", "internal", "loadBalancerType", "customerOwnedIpv4Pool"],
    id: (facts) => elb(facts, `loadbalancer/app/${facts.text("name")}/${facts.hex(16)}`),
    outputs: (facts, id) => ({
      arn: id,
      arnSuffix: loadBalancerPart(id),
      dnsName: `${facts.inputs["internal"] === true ? "internal-" : ""}${facts.text("name")}-${facts.digits(10)}.${facts.region}.elb.amazonaws.com`,
      zoneId: `Z${facts.base36(13)}`,
      vpcId: `vpc-0${facts.hex(16, "vpc")}`,
      ipAddressType: "ipv4",
    }),
  },
  "aws:lb/listener:Listener": {
    documentation: awsPage("lb_listener"),
    tagged: true,
    replaceOn: ["loadBalancerArn"],
    id: (facts) =>
      elb(facts, `listener/${loadBalancerPart(facts.text("loadBalancerArn"))}/${facts.hex(16)}`),
    outputs: (_facts, id) => ({ arn: id }),
  },
  "aws:lb/listenerCertificate:ListenerCertificate": {
    documentation: awsPage("lb_listener_certificate"),
    replaceOn: ["listenerArn", "certificateArn"],
    id: (facts) => `${facts.text("listenerArn")}_${facts.text("certificateArn")}`,
  },
  "aws:lb/listenerRule:ListenerRule": {
    documentation: awsPage("lb_listener_rule"),
    tagged: true,
    replaceOn: ["listenerArn"],
    id: (facts) =>
      elb(facts, `listener-rule/${listenerPart(facts.text("listenerArn"))}/${facts.hex(16)}`),
    outputs: (_facts, id) => ({ arn: id }),
  },
  "aws:lb/targetGroup:TargetGroup": {
    documentation: awsPage("lb_target_group"),
    tagged: true,
    autoName: name32,
    defaults: { deregistrationDelay: 300, slowStart: 0, targetType: "instance" },
    replaceOn: [
      "name",
      "namePrefix",
      "port",
      "protocol",
      "protocolVersion",
      "targetType",
      "vpcId",
      "ipAddressType",
    ],
    id: (facts) => elb(facts, `targetgroup/${facts.text("name")}/${facts.hex(16)}`),
    outputs: (_facts, id) => ({
      arn: id,
      arnSuffix: `targetgroup/${id.split("targetgroup/")[1] ?? ""}`,
      loadBalancerArns: [],
    }),
  },
};
