import * as aws from "./aws";
import type * as pulumi from "@pulumi/pulumi";
import { policyDocument, type PolicyStatement } from "./policy-document";

/** Inputs for a role. */
export interface RoleArgs {
  readonly name: string;
  readonly description: string;
  readonly parent: pulumi.Resource;
  readonly trustPolicy: pulumi.Input<string>;
  readonly grants: readonly PolicyStatement[];
  readonly permissionsBoundaryArn: pulumi.Input<string> | undefined;
  readonly tags?: Record<string, pulumi.Input<string>> | undefined;
}

/** A role, and the policies that must exist before somebody relies on its rights. */
export interface Role {
  readonly role: aws.iam.Role;
  readonly policies: readonly aws.iam.RolePolicy[];
}

/** Creates a role with one policy of the same name; without grants it gets none. */
export function createRole(args: RoleArgs): Role {
  const { name, description, parent, trustPolicy, grants, permissionsBoundaryArn, tags } = args;
  const role = new aws.iam.Role(
    name,
    {
      description,
      assumeRolePolicy: trustPolicy,
      permissionsBoundary: permissionsBoundaryArn,
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
