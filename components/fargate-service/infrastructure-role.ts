import type * as aws from "../internal/aws";
import type * as pulumi from "@pulumi/pulumi";
import { regionalArn } from "../internal/arns";
import { getIdentity } from "../internal/identity";
import { serviceTrustPolicy } from "../internal/policy-document";
import { createRole, type Role } from "../internal/role";

/** Inputs for the role with which ECS moves requests. */
export interface InfrastructureRoleArgs {
  /** The name of the role. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  /** The service's name, for people. */
  readonly serviceName: string;
  readonly region: string;
  readonly targetGroups: readonly aws.lb.TargetGroup[];
  readonly listenerRules: readonly aws.lb.ListenerRule[];
  readonly permissionsBoundaryArn: pulumi.Input<string> | undefined;
  readonly tags: Record<string, pulumi.Input<string>> | undefined;
}

/**
 * Creates the role with which ECS changes the rules of one service and registers its tasks, and nothing else of the load
 * balancer. AWS's managed policy gives these rights on every load balancer of the account.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 */
export function createInfrastructureRole(args: InfrastructureRoleArgs): Role {
  const { name, parent, region, permissionsBoundaryArn, tags } = args;
  const identity = getIdentity(parent);
  return createRole({
    name,
    description: `Moves requests at deployments of ${args.serviceName}`,
    parent,
    trustPolicy: serviceTrustPolicy({
      service: "ecs.amazonaws.com",
      accountId: identity.accountId,
      sourceArn: regionalArn({ ...identity, region }, "ecs", "*"),
    }),
    grants: [
      {
        // They have no resource types.
        actions: [
          "DescribeListeners",
          "DescribeRules",
          "DescribeTargetGroups",
          "DescribeTargetHealth",
        ].map((action) => `elasticloadbalancing:${action}`),
        resources: "*",
      },
      {
        actions: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
        resources: args.targetGroups.map(({ arn }) => arn),
      },
      {
        actions: "elasticloadbalancing:ModifyRule",
        resources: args.listenerRules.map(({ arn }) => arn),
      },
    ],
    permissionsBoundaryArn,
    tags,
  });
}
