import * as pulumi from "@pulumi/pulumi";
import { createJobsRole, createPolicy, type EnvironmentRoleArgs, startOf } from "./jobs-role";
import { boundaryArn, boundaryOf } from "./permission-file";
import { deployBoundary, stateRights } from "./role-policies";

/** The role of the workflow that deploys one environment, and the boundary of the roles that it creates. */
export class DeployRole extends pulumi.ComponentResource {
  readonly roleArn: pulumi.Output<string>;
  /** ARN of the boundary that every role of the environment needs. */
  readonly boundaryArn: string | undefined;

  constructor(name: string, args: EnvironmentRoleArgs, opts: pulumi.ComponentResourceOptions) {
    super("drydock:bootstrap:DeployRole", name, {}, opts);
    const { permissions, state } = args;
    const role = createJobsRole({
      ...args,
      parent: this,
      name,
      use: "deploy",
      verb: "Deploys",
      stateName: "state",
      stateRights: stateRights(state, name),
      bounds: deployBoundary(permissions, state),
      documents: permissions.deploy,
    });
    this.boundaryArn = boundaryOf(permissions.deploy);
    // A company's own boundary exists already.
    if (this.boundaryArn === boundaryArn(permissions)) {
      createPolicy({
        parent: this,
        permissions,
        name,
        role: "boundary",
        description: `The most that the roles of ${startOf(permissions)} may do`,
        document: JSON.stringify(permissions.boundary),
      });
    }
    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: role.arn });
  }
}
