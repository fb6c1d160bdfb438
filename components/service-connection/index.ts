import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { outputsOf } from "../internal/outputs";
import { tcp } from "../internal/tcp";
import type { ServiceConnectionArgs } from "./args";
import { serviceConnectionArgs } from "./shape";

export type { ServiceConnectionArgs } from "./args";

/** One TCP port from one security group to another: a rule on either side, since both are closed. */
export class ServiceConnection extends pulumi.ComponentResource {
  /** The id of the rule that lets connections out. */
  public readonly egressRuleId: pulumi.Output<string>;
  /** The id of the rule that lets connections in. */
  public readonly ingressRuleId: pulumi.Output<string>;

  constructor(name: string, args: ServiceConnectionArgs, opts?: pulumi.ComponentResourceOptions) {
    const { fromSecurityGroupId, toSecurityGroupId, port, description, tags } = checkedArguments({
      component: `ServiceConnection "${name}"`,
      schema: serviceConnectionArgs,
      rules: () => [],
      args,
    });
    super("drydock:index:ServiceConnection", name, unrecorded, opts);
    const traffic = { ...tcp(port), description, tags };
    // AWS could change the port and the peer in place. A new rule first, and the old one away at the end of the update, lets
    // the tasks on the former port, or behind the former load balancer, serve until those on the new one do.
    const replaceOnChanges = ["fromPort", "toPort", "referencedSecurityGroupId"];
    const options = { parent: this, replaceOnChanges };

    const egress = new aws.vpc.SecurityGroupEgressRule(
      `${name}-out`,
      {
        securityGroupId: fromSecurityGroupId,
        referencedSecurityGroupId: toSecurityGroupId,
        ...traffic,
      },
      options,
    );
    const ingress = new aws.vpc.SecurityGroupIngressRule(
      `${name}-in`,
      {
        securityGroupId: toSecurityGroupId,
        referencedSecurityGroupId: fromSecurityGroupId,
        ...traffic,
      },
      options,
    );

    this.egressRuleId = egress.securityGroupRuleId;
    this.ingressRuleId = ingress.securityGroupRuleId;
    this.registerOutputs(outputsOf(this));
  }
}
