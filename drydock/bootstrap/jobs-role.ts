import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { type PolicyStatement, policyDocument } from "drydock-components/internal/policy-document";
import type { PolicyDocument } from "../permissions/documents";
import { bootstrapPath, type PermissionFile } from "./permission-file";
import { type Jobs, type State, trust } from "./role-policies";

/** Inputs for a role of one environment. */
export interface EnvironmentRoleArgs {
  readonly permissions: PermissionFile;
  readonly jobs: Jobs;
  readonly identityProviderArn: pulumi.Input<string>;
  readonly state: State;
}

/** A role that jobs of GitHub assume, and what it may do. */
export interface JobsRole extends EnvironmentRoleArgs {
  readonly parent: pulumi.Resource;
  /** The environment. */
  readonly name: string;
  readonly use: "deploy" | "read";
  /** The start of the role's description: "Deploys". */
  readonly verb: string;
  /** The end of the name of the policy about the state. */
  readonly stateName: string;
  readonly stateRights: readonly PolicyStatement[];
  readonly bounds: readonly PolicyStatement[];
  readonly documents: readonly PolicyDocument[];
}

/** A managed policy below the path of `bootstrap/`. */
interface BootstrapPolicy {
  readonly parent: pulumi.Resource;
  readonly permissions: PermissionFile;
  /** The environment. */
  readonly name: string;
  /** The end of its name. */
  readonly role: string;
  readonly description: string;
  readonly document: pulumi.Input<string>;
}

/** What names of the environment in AWS begin with. */
export const startOf = ({ project, stack }: PermissionFile): string => `${project}-${stack}`;

export const createPolicy = (of: BootstrapPolicy): iam.Policy =>
  new iam.Policy(
    `${of.name}-${of.role}`,
    {
      name: `${startOf(of.permissions)}-${of.role}`,
      path: bootstrapPath,
      description: of.description,
      policy: of.document,
    },
    { parent: of.parent },
  );

/** Creates the role with its boundary, its policies of the stack and its part of the state. */
export function createJobsRole(args: JobsRole): iam.Role {
  const { parent, permissions, name, use, jobs, documents } = args;
  const start = startOf(permissions);
  const options = { parent };
  const bounds = createPolicy({
    parent,
    permissions,
    name,
    role: `${use}-boundary`,
    description: `The most that the role which ${args.verb.toLowerCase()} ${start} may ever do`,
    document: policyDocument(args.bounds),
  });
  const role = new iam.Role(
    `${name}-${use}`,
    {
      name: `${start}-${use}`,
      path: bootstrapPath,
      description: `${args.verb} ${start} from ${jobs.repository}`,
      assumeRolePolicy: policyDocument([trust(jobs, args.identityProviderArn)]),
      permissionsBoundary: bounds.arn,
    },
    options,
  );
  new iam.RolePolicy(
    `${name}-${args.stateName}`,
    { role: role.name, policy: policyDocument(args.stateRights) },
    options,
  );
  for (const [index, document] of documents.entries()) {
    const part = `${use}-${index + 1}`;
    const { arn } = createPolicy({
      parent,
      permissions,
      name,
      role: part,
      description: `What ${use === "deploy" ? "deploying" : "reading"} ${start} takes, part ${index + 1} of ${documents.length}`,
      document: JSON.stringify(document),
    });
    new iam.RolePolicyAttachment(`${name}-${part}`, { role: role.name, policyArn: arn }, options);
  }
  return role;
}
