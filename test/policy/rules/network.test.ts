import { describeRules } from "../support/cases";
import { add, all, computedFrom, lost, set, unknown, unset, without } from "../mutation/graph";

const endpointRule = "endpoint-rule";

const nat = all(
  add("nat", "aws:ec2/natGateway:NatGateway", { id: "nat-1", subnetId: "subnet-public-a" }),
  add("route-nat", "aws:ec2/route:Route", {
    routeTableId: "rtb-private",
    destinationCidrBlock: "0.0.0.0/0",
    natGatewayId: "nat-1",
  }),
);

const world = (more: Parameters<typeof add>[2]) =>
  add("open", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
    securityGroupId: "sg-endpoints",
    cidrIpv4: "0.0.0.0/0",
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    description: "x",
    ...more,
  });

/** A network load balancer without security group, which faces the internet unless it is internal. */
const networkBalancer = ({ port, internal = false }: { port: number; internal?: boolean }) =>
  all(
    add("nlb", "aws:lb/loadBalancer:LoadBalancer", {
      id: "nlb",
      arn: "nlb",
      loadBalancerType: "network",
      internal,
    }),
    add("nlb-listener", "aws:lb/listener:Listener", {
      loadBalancerArn: "nlb",
      port,
      protocol: "TCP",
    }),
  );

describeRules({
  "private-service-has-endpoints": {
    bad: {
      "no endpoint for images": { change: without("endpoint-ecr-api"), at: "service" },
      "no endpoint for image layers' index": without("endpoint-ecr-dkr"),
      "no endpoint for S3": without("endpoint-s3"),
      "no endpoint for logs": without("endpoint-logs"),
      "no endpoint for secrets": without("endpoint-secrets"),
      "no endpoint for exec": without("endpoint-exec"),
      "no endpoint for exec's key": without("endpoint-kms"),
      "an endpoint in another VPC": {
        change: all(
          add("other-vpc", "aws:ec2/vpc:Vpc", { id: "vpc-2", enableDnsHostnames: true }),
          add("other-flow", "aws:ec2/flowLog:FlowLog", { vpcId: "vpc-2" }),
          add("other-default", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {
            vpcId: "vpc-2",
          }),
          set("endpoint-logs", "vpcId", "vpc-2"),
        ),
      },
      "an endpoint in a VPC of another stack": set("endpoint-logs", "vpcId", "vpc-0"),
      "parameters without endpoint": {
        change: set("definition", "containerDefinitions.json.0.secrets.1", {
          name: "TOKEN",
          valueFrom: "/web/token",
        }),
      },
      "in a preview, no endpoint for logs": all(
        unknown("definition", "containerDefinitions"),
        without("endpoint-logs"),
      ),
      "in a preview, no endpoint for secrets": all(
        unknown("definition", "containerDefinitions"),
        without("endpoint-secrets"),
      ),
    },
    fine: {
      "a NAT gateway": all(nat, without("endpoint-ecr-api", "endpoint-logs")),
      "no exec": all(
        set("service", "enableExecuteCommand", false),
        without("endpoint-exec", "endpoint-kms"),
      ),
      "no logs": all(
        set("definition", "containerDefinitions.json.0.logConfiguration", {
          logDriver: "awsfirelens",
        }),
        without("endpoint-logs"),
      ),
      "subnets of another stack": all(
        set("service", "networkConfiguration.subnets", ["subnet-0"]),
        without("endpoint-logs"),
      ),
      "a preview of everything": all(
        unknown("service", "networkConfiguration.subnets"),
        unknown("definition", "containerDefinitions"),
        unknown("endpoint-logs", "vpcId"),
      ),
    },
    unknown: {
      "an endpoint whose service is unknown": unknown("endpoint-logs", "serviceName"),
    },
  },
  "endpoints-reachable": {
    bad: {
      "no private DNS": {
        change: set("endpoint-logs", "privateDnsEnabled", false),
        at: "endpoint-logs",
      },
      "private DNS left out": unset("endpoint-logs", "privateDnsEnabled"),
      "one zone": {
        change: set("endpoint-logs", "subnetIds", ["subnet-private-a"]),
        at: "endpoint-logs",
      },
      "two subnets of one zone": {
        change: all(
          set("private-b", "availabilityZone", "us-east-2a"),
          set("public-b", "availabilityZone", "us-east-2c"),
        ),
      },
      "no security group": {
        change: unset("endpoint-logs", "securityGroupIds"),
        at: "endpoint-logs",
      },
      "tasks that may not connect": { change: without("egress-rule"), at: "service" },
      "tasks that may not connect to S3": { change: without("egress-s3"), at: "service" },
      "an endpoint that opens more": {
        change: set(endpointRule, "toPort", 8443),
        at: endpointRule,
        also: ["no-unlimited-ingress"],
      },
      "an empty list of groups": set("endpoint-logs", "securityGroupIds", []),
      "a group that does not let tasks in": {
        change: without(endpointRule),
      },
      "another port": set(endpointRule, "fromPort", 444),
      "another route table": {
        change: set("endpoint-s3", "routeTableIds", ["rtb-public"]),
        at: "endpoint-s3",
      },
      "no route table": { change: unset("endpoint-s3", "routeTableIds"), at: "endpoint-s3" },
    },
    fine: {
      "one zone where one is enough": {
        change: set("endpoint-logs", "subnetIds", ["subnet-private-a"]),
        options: { minimumZones: 1 },
      },
      "a range that lets tasks in": all(
        unset(endpointRule, "referencedSecurityGroupId"),
        set(endpointRule, "cidrIpv4", "10.0.0.0/16"),
      ),
      "a route table that is associated": all(
        unset("endpoint-s3", "routeTableIds"),
        add(
          "s3-association",
          "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
          { vpcEndpointId: "vpce-s3", routeTableId: "rtb-private" },
        ),
      ),
      "a preview": all(
        unknown("endpoint-logs", "subnetIds.0"),
        unknown("endpoint-logs", "subnetIds.1"),
        unknown("endpoint-logs", "securityGroupIds.0"),
        unknown(endpointRule, "referencedSecurityGroupId"),
      ),
      "an endpoint that nobody needs": add("endpoint-sqs", "aws:ec2/vpcEndpoint:VpcEndpoint", {
        vpcId: "vpc-1",
        serviceName: "com.amazonaws.us-east-2.sqs",
        vpcEndpointType: "Interface",
      }),
    },
    unknown: {
      "unknown subnets": lost("endpoint-logs", "subnetIds"),
      "a rule from nowhere": lost(endpointRule, "referencedSecurityGroupId"),
      "groups from nowhere": lost("endpoint-logs", "securityGroupIds"),
    },
  },
  "endpoint-policies-narrow": {
    bad: {
      "no policy": { change: unset("endpoint-logs", "policy"), at: "endpoint-logs" },
      "a policy that admits everything": unset(
        "endpoint-logs",
        "policy.json.Statement.0.Condition",
      ),
      "everybody in one service": all(
        unset("endpoint-logs", "policy.json.Statement.0.Condition"),
        set("endpoint-logs", "policy.json.Statement.0.Action", "logs:*"),
      ),
      "every bucket": set("endpoint-s3", "policy.json.Statement.0.Resource", "arn:aws:s3:::*"),
      "an account that need not be there": set(
        "endpoint-logs",
        "policy.json.Statement.0.Condition",
        { StringEqualsIfExists: { "aws:PrincipalAccount": "111122223333" } },
      ),
      "no image layers": {
        change: set("endpoint-s3", "policy.json.Statement.0.Resource", ["arn:aws:s3:::files/*"]),
        at: "endpoint-s3",
      },
    },
    fine: {
      "a policy of its own resource": all(
        unset("endpoint-logs", "policy"),
        add("logs-policy", "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", {
          vpcEndpointId: "vpce-logs",
          policy: JSON.stringify({
            Statement: [
              {
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111122223333:root" },
                Action: "logs:*",
                Resource: "*",
              },
            ],
          }),
        }),
      ),
    },
    unknown: { "an unknown policy": unknown("endpoint-logs", "policy") },
  },
  "vpc-flow-logs": {
    bad: {
      "no flow log": { change: without("flow-log"), at: "vpc" },
      "a log without what was refused": {
        change: set("flow-log", "trafficType", "ACCEPT"),
        at: "vpc",
      },
    },
    fine: {
      "a flow log found by dependency": unknown("flow-log", "vpcId"),
      "what was refused alone": set("flow-log", "trafficType", "REJECT"),
    },
    unknown: "a flow log that is there is there",
  },
  "default-security-group-closed": {
    bad: {
      "AWS's own": { change: without("default-group"), at: "vpc" },
      "a rule in it": {
        change: set("default-group", "egress", [
          { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] },
        ]),
        at: "default-group",
      },
      "a rule beside it": {
        change: all(
          set("default-group", "id", "sg-default"),
          set("endpoint-rule", "securityGroupId", "sg-default"),
        ),
        at: "endpoint-rule",
        also: ["endpoints-reachable"],
      },
    },
    fine: {
      "no lists": all(unset("default-group", "ingress"), unset("default-group", "egress")),
      "a group found by dependency": unknown("default-group", "vpcId"),
    },
    unknown: { "unknown rules": unknown("default-group", "ingress") },
  },
  "subnet-no-public-ip-on-launch": {
    bad: {
      "public addresses": { change: set("public-a", "mapPublicIpOnLaunch", true), at: "public-a" },
    },
    fine: {
      "the default": unset("public-a", "mapPublicIpOnLaunch"),
      "a name that may": {
        change: set("public-a", "mapPublicIpOnLaunch", true),
        options: { allowedNames: ["public-*"] },
      },
    },
    unknown: { "an unknown switch": unknown("public-a", "mapPublicIpOnLaunch") },
  },
  "no-world-ingress": {
    bad: {
      SSH: { change: world({}), at: "open", also: ["endpoints-reachable"] },
      "SSH for half of the world": {
        change: world({ cidrIpv4: "128.0.0.0/1" }),
        also: ["endpoints-reachable"],
      },
      "the world in another spelling": {
        change: world({ cidrIpv4: "10.0.0.0/8", cidrIpv6: "0:0:0:0:0:0:0:0/0" }),
        also: ["endpoints-reachable"],
      },
      "a network load balancer without group": {
        change: networkBalancer({ port: 5432 }),
        at: "nlb-listener",
        also: [
          "load-balancer-access-logs",
          "load-balancer-deletion-protection",
          "load-balancer-two-zones",
          "network-listener-encrypted",
        ],
      },
      "SSH over IPv6": {
        change: world({ cidrIpv4: "10.0.0.0/8", cidrIpv6: "::/0" }),
        also: ["endpoints-reachable"],
      },
      "HTTPS of a group without load balancer": {
        change: world({ fromPort: 443, toPort: 443 }),
        says: "opens something else than a load balancer to the world",
      },
      "another port of the load balancer": {
        change: all(
          set("balancer-rule-80", "fromPort", 8080),
          set("balancer-rule-80", "toPort", 8080),
        ),
      },
      "a range of ports of the load balancer": {
        change: set("balancer-rule-80", "toPort", 443),
        also: ["no-unlimited-ingress"],
      },
      "all of the load balancer": {
        change: set("balancer-rule-80", "ipProtocol", "-1"),
        also: ["no-unlimited-ingress"],
      },
      "an internal load balancer": {
        change: set("balancer", "internal", true),
        says: "opens an internal load balancer to the world",
      },
      "the older resource": {
        change: add("classic", "aws:ec2/securityGroupRule:SecurityGroupRule", {
          type: "ingress",
          securityGroupId: "sg-endpoints",
          protocol: "tcp",
          fromPort: 3389,
          toPort: 3389,
          cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"],
          description: "x",
        }),
        also: ["endpoints-reachable"],
      },
      "an inline rule": {
        change: all(
          without(endpointRule),
          set("endpoint-group", "ingress", [
            { protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"], description: "x" },
          ]),
        ),
        also: ["endpoints-reachable", "no-unlimited-ingress"],
      },
    },
    fine: {
      "a network load balancer on a web port": networkBalancer({ port: 443 }),
      "a private network load balancer": networkBalancer({ port: 5432, internal: true }),
      "a private range": world({ cidrIpv4: "10.0.0.0/8" }),
      "a port that is allowed": {
        change: all(
          set("balancer-rule-80", "fromPort", 8443),
          set("balancer-rule-80", "toPort", 8443),
        ),
        options: { loadBalancerPorts: [443, 8443] },
      },
      "a preview": all(
        unknown("balancer", "securityGroups"),
        unknown("balancer-rule-80", "securityGroupId"),
      ),
    },
    unknown: {
      "a group of another stack": set("balancer-rule-80", "securityGroupId", "sg-0"),
    },
  },
  "no-unlimited-egress": {
    bad: {
      "all ports": {
        change: add("out", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", {
          securityGroupId: "sg-service",
          cidrIpv4: "0.0.0.0/0",
          ipProtocol: "-1",
          description: "x",
        }),
        at: "out",
      },
      "all ports of TCP": add("out", "aws:ec2/securityGroupRule:SecurityGroupRule", {
        type: "egress",
        securityGroupId: "sg-service",
        cidrBlocks: ["0.0.0.0/0"],
        protocol: "tcp",
        fromPort: 0,
        toPort: 65535,
        description: "x",
      }),
      "all ports to a private range": add(
        "out",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        {
          securityGroupId: "sg-service",
          cidrIpv4: "10.0.0.0/8",
          ipProtocol: "-1",
          description: "x",
        },
      ),
      "an inline list": {
        change: all(
          without("egress-rule", "egress-s3", "egress-nfs"),
          set("service-group", "egress", [
            { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"], description: "x" },
          ]),
        ),
        at: "service-group",
      },
    },
    fine: {
      "one port": add("out", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", {
        securityGroupId: "sg-service",
        cidrIpv4: "0.0.0.0/0",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      }),
      "a few ports to a private range": add(
        "out",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        {
          securityGroupId: "sg-service",
          cidrIpv4: "10.0.0.0/8",
          ipProtocol: "tcp",
          fromPort: 8000,
          toPort: 8080,
        },
      ),
    },
    unknown: "a range that is not known is not the whole world, which is a literal",
  },
  "security-group-descriptions": {
    bad: {
      "no description": { change: unset("service-group", "description"), at: "service-group" },
      "Pulumi's description": set("service-group", "description", "Managed by Pulumi"),
      "a rule without": { change: unset("service-rule", "description"), at: "service-rule" },
      "an inline rule without": {
        change: all(
          without(endpointRule),
          set("endpoint-group", "ingress", [
            { protocol: "tcp", fromPort: 443, toPort: 443, securityGroups: ["sg-service"] },
          ]),
        ),
        at: "endpoint-group",
      },
    },
    fine: { "an unknown description": unknown("service-group", "description") },
    unknown: "a description that is computed is one",
  },
  "no-mixed-rule-ownership": {
    bad: {
      "ingress in two ways": {
        change: set("service-group", "ingress", [
          {
            protocol: "tcp",
            fromPort: 8080,
            toPort: 8080,
            securityGroups: ["sg-balancer"],
            description: "x",
          },
        ]),
        at: "service-group",
      },
      "egress in two ways": {
        change: set("service-group", "egress", [
          {
            protocol: "tcp",
            fromPort: 443,
            toPort: 443,
            securityGroups: ["sg-endpoints"],
            description: "x",
          },
        ]),
        at: "service-group",
      },
      "policies in two ways": {
        change: set("task", "inlinePolicies", [
          {
            name: "more",
            policy: JSON.stringify({
              Statement: [
                {
                  Effect: "Allow",
                  Action: "sqs:SendMessage",
                  Resource: "arn:aws:sqs:us-east-2:111122223333:q",
                },
              ],
            }),
          },
        ]),
        at: "task",
      },
      "attachments in two ways": {
        change: all(
          set("task", "managedPolicyArns", ["arn:aws:iam::111122223333:policy/a"]),
          add("attachment", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
            role: "task",
            policyArn: "arn:aws:iam::111122223333:policy/b",
          }),
        ),
        at: "task",
      },
    },
    fine: {
      "empty lists": all(set("service-group", "ingress", []), set("task", "inlinePolicies", [])),
    },
    unknown:
      "an inline list that is computed does not happen in programs; an unknown one is skipped",
  },
  "security-group-attached": {
    bad: {
      "a group for nothing": {
        change: add("lonely", "aws:ec2/securityGroup:SecurityGroup", {
          id: "sg-lonely",
          vpcId: "vpc-1",
          description: "x",
        }),
        at: "lonely",
      },
    },
    fine: {
      "a group used by its id": all(
        add("single", "aws:ec2/securityGroup:SecurityGroup", { id: "sg-single", description: "x" }),
        add("user", "aws:ec2/instance:Instance", { securityGroups: ["sg-single"] }),
      ),
    },
    unknown: "an edge is known in a preview as well",
  },
  "subnets-fit-vpc": {
    bad: {
      "a range outside": { change: set("private-a", "cidrBlock", "10.9.0.0/16"), at: "private-a" },
      "an overlap": { change: set("private-a", "cidrBlock", "10.0.0.0/21") },
      "one zone": {
        change: all(
          ...["public-a", "public-b", "private-a", "private-b"].map((subnet) =>
            set(subnet, "availabilityZone", "us-east-2a"),
          ),
        ),
        at: "vpc",
        also: ["endpoints-reachable", "load-balancer-two-zones"],
      },
    },
    fine: {
      "a range nobody can read": set("private-a", "cidrBlock", "fd00::/64"),
      "no subnets": without("public-a", "public-b", "private-a", "private-b"),
    },
    unknown: { "an unknown range": unknown("private-a", "cidrBlock") },
  },
  "vpc-dns-enabled": {
    bad: {
      "no names": { change: set("vpc", "enableDnsHostnames", false), at: "vpc" },
      "the default": unset("vpc", "enableDnsHostnames"),
      "no resolution": set("vpc", "enableDnsSupport", false),
    },
    fine: {
      "nothing that needs it": all(
        set("vpc", "enableDnsHostnames", false),
        without(
          "mount-a",
          "mount-b",
          "endpoint-ecr-api",
          "endpoint-ecr-dkr",
          "endpoint-logs",
          "endpoint-secrets",
          "endpoint-exec",
          "endpoint-kms",
        ),
      ),
      "resolution left out": unset("vpc", "enableDnsSupport"),
    },
    unknown: { "an unknown switch": unknown("vpc", "enableDnsHostnames") },
  },
  "network-acl-no-admin-ports": {
    bad: {
      "SSH in a list": add("acl", "aws:ec2/networkAcl:NetworkAcl", {
        ingress: [
          { action: "allow", cidrBlock: "0.0.0.0/0", protocol: "tcp", fromPort: 22, toPort: 22 },
        ],
      }),
      "remote desktop in a range": add("acl", "aws:ec2/networkAclRule:NetworkAclRule", {
        ruleAction: "allow",
        cidrBlock: "0.0.0.0/0",
        protocol: "tcp",
        fromPort: 3000,
        toPort: 4000,
      }),
      "the world in halves and capitals": add("acl", "aws:ec2/networkAclRule:NetworkAclRule", {
        ruleAction: "ALLOW",
        cidrBlock: "128.0.0.0/1",
        protocol: "TCP",
        fromPort: 22,
        toPort: 22,
      }),
      everything: add("acl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", {
        ingress: [
          { action: "allow", ipv6CidrBlock: "::/0", protocol: "-1", fromPort: 0, toPort: 0 },
        ],
      }),
    },
    fine: {
      "a refusal": add("acl", "aws:ec2/networkAclRule:NetworkAclRule", {
        ruleAction: "deny",
        cidrBlock: "0.0.0.0/0",
        protocol: "-1",
      }),
      "the way out": add("acl", "aws:ec2/networkAclRule:NetworkAclRule", {
        egress: true,
        ruleAction: "allow",
        cidrBlock: "0.0.0.0/0",
        protocol: "-1",
      }),
      "a private range": add("acl", "aws:ec2/networkAcl:NetworkAcl", {
        ingress: [
          { action: "allow", cidrBlock: "10.0.0.0/8", protocol: "tcp", fromPort: 22, toPort: 22 },
        ],
      }),
      "web ports": add("acl", "aws:ec2/networkAcl:NetworkAcl", {
        ingress: [
          { action: "allow", cidrBlock: "0.0.0.0/0", protocol: "tcp", fromPort: 443, toPort: 443 },
        ],
      }),
    },
    unknown: {
      "unknown rules": add("acl", "aws:ec2/networkAcl:NetworkAcl", {
        ingress: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
      }),
    },
  },
});

describeRules({
  "efs-mount-targets-private": {
    bad: {
      "a public subnet": {
        change: set("mount-a", "subnetId", "subnet-public-a"),
        at: "mount-a",
      },
      "a public subnet, in a preview": {
        change: computedFrom("mount-a", "subnetId", ["public-a"]),
        at: "mount-a",
      },
    },
    fine: { "a private subnet, in a preview": unknown("mount-a", "subnetId") },
    unknown: {
      "a subnet that may be either": computedFrom("mount-a", "subnetId", ["public-a", "private-a"]),
      "a subnet from nowhere": lost("mount-a", "subnetId"),
    },
  },
});
