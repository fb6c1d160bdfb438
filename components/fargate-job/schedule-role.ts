import type * as pulumi from "@pulumi/pulumi";
import { type PolicyStatement, serviceTrustPolicy } from "../internal/policy-document";
import { createRole, type Role, roleSettings } from "../internal/role";
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
): Role {
  const { accountId } = identity;
  return createRole({
    name,
    description,
    parent,
    trustPolicy: serviceTrustPolicy({ service, accountId, sourceArn }),
    grants,
    ...roleSettings(job),
    tags: job.tags,
  });
}
