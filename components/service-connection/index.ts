import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuseArguments, unrecorded } from "../internal/arguments";

/** Arguments of ServiceConnection. */
export interface ServiceConnectionArgs {
  /** The security group that opens connections. */
  fromSecurityGroupId: pulumi.Input<string>;
  /** The security group that accepts them. */
  toSecurityGroupId: pulumi.Input<string>;
  /** The TCP port, 1 to 65535. */
  port: number;
  /** What the connection is for; shown at both rules. */
  description: string;
  /** Tags of both rules. Defaults to none. */
  tags?: Record<string, pulumi.Input<string>>;
}

/** One TCP port from one security group to another: a rule on either side, since both are closed. */
export class ServiceConnection extends pulumi.ComponentResource {
  /** The id of the rule that lets connections out. */
  public readonly egressRuleId: pulumi.Output<string>;
  /** The id of the rule that lets connections in. */
  public readonly ingressRuleId: pulumi.Output<string>;

  constructor(name: string, args: ServiceConnectionArgs, opts?: pulumi.ComponentResourceOptions) {
    refuseArguments(`ServiceConnection "${name}"`, connectionProblems(args));
    super("drydock:index:ServiceConnection", name, unrecorded, opts);
    const { fromSecurityGroupId, toSecurityGroupId, port, description, tags } = args;
    const traffic = { ipProtocol: "tcp", fromPort: port, toPort: port, description, tags };
    // AWS could change the port in place. A new rule first, and the old one away at the end of the update, lets
    // the tasks on the former port serve until those on the new one do.
    const options = { parent: this, replaceOnChanges: ["fromPort", "toPort"] };

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
    this.registerOutputs({
      egressRuleId: this.egressRuleId,
      ingressRuleId: this.ingressRuleId,
    });
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html */
function connectionProblems(args: ServiceConnectionArgs) {
  const problems = [];
  if (!Number.isInteger(args.port) || args.port < 1 || args.port > 65535) {
    problems.push({ propertyPath: "port", reason: `${args.port} is not a port: 1 to 65535.` });
  }
  if (!/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/.test(args.description)) {
    problems.push({
      propertyPath: "description",
      reason: `"${args.description}" is not a description AWS takes: 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*`,
    });
  }
  return problems;
}
