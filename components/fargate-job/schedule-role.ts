import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import {
  policyDocument,
  type PolicyStatement,
  serviceTrustPolicy,
} from "../internal/policy-document";
import type { ScheduledTask } from "./scheduled-task";

/** Inputs for a role that an AWS service runs a job with. */
export interface ScheduleRoleArgs {
  readonly name: string;
  readonly description: string;
  /** The service principal, such as `scheduler.amazonaws.com`. */
  readonly service: string;
  /** The ARN, or its pattern, of what the service does it for. */
  readonly sourceArn: pulumi.Input<string>;
  readonly grants: readonly PolicyStatement[];
}

/** Creates a role that one AWS service takes for one job of this account. */
export function createScheduleRole(
  { parent, identity, job }: ScheduledTask,
  { name, description, service, sourceArn, grants }: ScheduleRoleArgs,
): { readonly role: aws.iam.Role; readonly policy: aws.iam.RolePolicy } {
  const { accountId } = identity;
  const role = new aws.iam.Role(
    name,
    {
      description,
      assumeRolePolicy: serviceTrustPolicy({ service, accountId, sourceArn }),
      permissionsBoundary: job.permissionsBoundaryArn,
      tags: job.tags,
    },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(
    name,
    { role: role.name, policy: policyDocument(grants) },
    { parent },
  );
  return { role, policy };
}
