import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "drydock-components/internal/policy-document";
import { boundaryArn, boundaryOf, bootstrapPath, type PermissionFile } from "./permission-file";
import { deployBoundary, type Jobs, type State, stateRights, trust } from "./role-policies";

/** Inputs for the role that deploys one environment. */
export interface DeployRoleArgs {
  readonly permissions: PermissionFile;
  readonly jobs: Jobs;
  readonly identityProviderArn: pulumi.Input<string>;
  readonly state: State;
}

/** The role of the workflow that deploys one environment, and the boundary of the roles that it creates. */
export class DeployRole extends pulumi.ComponentResource {
  readonly roleArn: pulumi.Output<string>;
  /** ARN of the boundary that every role of the environment needs. */
  readonly boundaryArn: string | undefined;

  constructor(name: string, args: DeployRoleArgs, opts: pulumi.ComponentResourceOptions) {
    super("drydock:bootstrap:DeployRole", name, {}, opts);
    const { permissions, jobs, state } = args;
    const start = `${permissions.project}-${permissions.stack}`;
    const options = { parent: this };
    const policy = (role: string, description: string, document: pulumi.Input<string>) =>
      new iam.Policy(
        `${name}-${role}`,
        { name: `${start}-${role}`, path: bootstrapPath, description, policy: document },
        options,
      );

    const bounds = policy(
      "deploy-boundary",
      `The most that the role which deploys ${start} may ever do`,
      policyDocument(deployBoundary(permissions, state)),
    );
    const role = new iam.Role(
      `${name}-deploy`,
      {
        name: `${start}-deploy`,
        path: bootstrapPath,
        description: `Deploys ${start} from ${jobs.repository}`,
        assumeRolePolicy: policyDocument([trust(jobs, args.identityProviderArn)]),
        permissionsBoundary: bounds.arn,
      },
      options,
    );
    new iam.RolePolicy(
      `${name}-state`,
      { role: role.name, policy: policyDocument(stateRights(state, jobs.environment)) },
      options,
    );
    for (const [index, document] of permissions.deploy.entries()) {
      const part = policy(
        `deploy-${index + 1}`,
        `What deploying ${start} takes, part ${index + 1} of ${permissions.deploy.length}`,
        JSON.stringify(document),
      );
      new iam.RolePolicyAttachment(
        `${name}-deploy-${index + 1}`,
        { role: role.name, policyArn: part.arn },
        options,
      );
    }
    this.boundaryArn = boundaryOf(permissions.deploy);
    // A company's own boundary exists already.
    if (this.boundaryArn === boundaryArn(permissions)) {
      policy(
        "boundary",
        `The most that the roles of ${start} may do`,
        JSON.stringify(permissions.boundary),
      );
    }
    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: role.arn });
  }
}
