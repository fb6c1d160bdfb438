import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Identity } from "../internal/identity";
import { policyDocument, taskTrustPolicy, type PolicyStatement } from "../internal/policy-document";

/** What a role of a task is made from. */
export interface TaskRoleArgs {
  /** The name of the role's resources. */
  readonly name: string;
  readonly description: string;
  readonly parent: pulumi.Resource;
  readonly identity: Identity;
  readonly region: string;
  /** What the role may do; with none it gets no policy. */
  readonly grants: readonly PolicyStatement[];
  readonly tags: Record<string, pulumi.Input<string>> | undefined;
}

/** A role and its policy. */
export interface TaskRole {
  readonly role: aws.iam.Role;
  /** What has to exist before a task uses the role. */
  readonly policies: aws.iam.RolePolicy[];
}

/** Makes a role that only Amazon ECS may take, for tasks of this account in this region. */
export function createTaskRole(args: TaskRoleArgs): TaskRole {
  const { name, parent, identity, region, grants, tags } = args;
  const role = new aws.iam.Role(
    name,
    {
      description: args.description,
      assumeRolePolicy: taskTrustPolicy({ ...identity, region }),
      tags,
    },
    { parent },
  );
  if (grants.length === 0) return { role, policies: [] };
  const policy = new aws.iam.RolePolicy(
    name,
    { role: role.name, policy: policyDocument(grants) },
    { parent },
  );
  return { role, policies: [policy] };
}
