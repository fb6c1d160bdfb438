import * as pulumi from "@pulumi/pulumi";
import { createJobsRole, type EnvironmentRoleArgs } from "./jobs-role";
import { readBoundary, stateReads } from "./role-policies";

/** The role of the workflow that compares one environment with its state, and changes neither. */
export class ReadRole extends pulumi.ComponentResource {
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: EnvironmentRoleArgs, opts: pulumi.ComponentResourceOptions) {
    super("drydock:bootstrap:ReadRole", name, {}, opts);
    const { permissions, state } = args;
    const role = createJobsRole({
      ...args,
      parent: this,
      name,
      use: "read",
      verb: "Compares",
      stateName: "read-state",
      stateRights: stateReads(state, name),
      bounds: readBoundary(permissions, state),
      documents: permissions.read,
    });
    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: role.arn });
  }
}
