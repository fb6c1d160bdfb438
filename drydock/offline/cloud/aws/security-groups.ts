/** Security groups and their rules. */
import type { Reference, ResourceModel, ResourceModels } from "../types";
import { arnOf, ec2Id, inVpc, vpcType } from "./vpc";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
export const ingressRuleType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const egressRuleType = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** A description: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
const text255 = { most: 255, pattern: /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/ };

const noGroup = "InvalidGroup.NotFound: The security group '{value}' does not exist";

/** A security group of an object's network interfaces. */
export const inGroup = (path: string): Reference => ({
  path,
  to: groupType,
  missing: noGroup,
  inUse: "DependencyViolation: resource {value} has a dependent object",
});

const rule: ResourceModel = {
  replaceOn: ["securityGroupId"],
  id: ec2Id("sgr"),
  outputs: (facts, id) => ({
    arn: facts.arn("ec2", `security-group-rule/${id}`),
    securityGroupRuleId: id,
  }),
  exclusive: [["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"]],
  texts: {
    description: text255,
  },
  references: [
    // Deleting a group deletes its rules.
    { path: "securityGroupId", to: groupType, missing: noGroup },
    inGroup("referencedSecurityGroupId"),
  ],
  unique: [
    {
      by: [
        "securityGroupId",
        "ipProtocol",
        "fromPort",
        "toPort",
        "cidrIpv4",
        "cidrIpv6",
        "prefixListId",
        "referencedSecurityGroupId",
      ],
      taken:
        "InvalidPermission.Duplicate: the specified rule already exists in '{securityGroupId}'",
    },
  ],
};

export const securityGroups: ResourceModels = {
  [groupType]: {
    autoName: { property: "name", maxLength: 255 },
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    replaceOn: ["name", "namePrefix", "description", "vpcId"],
    id: ec2Id("sg"),
    outputs: arnOf("security-group"),
    exclusive: [["name", "namePrefix"]],
    texts: {
      name: { most: 255 },
      description: text255,
    },
    references: [inVpc],
    unique: [
      {
        by: ["vpcId", "name"],
        taken:
          "InvalidGroup.Duplicate: The security group '{name}' already exists for VPC '{vpcId}'",
      },
    ],
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    replaceOn: ["vpcId"],
    id: ec2Id("sg"),
    outputs: (facts, id) => ({
      ...arnOf("security-group")(facts, id),
      name: "default",
      description: "default VPC security group",
    }),
    references: [{ path: "vpcId", to: vpcType, missing: inVpc.missing }],
  },
  [ingressRuleType]: rule,
  [egressRuleType]: rule,
};
