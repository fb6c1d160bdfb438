import { securityHub } from "../../lib/links";
import { type GroupRule, isAllPorts, isWorld, securityGroupRules } from "../../lib/model/network";
import { answeredOnce, StackModel } from "../../lib/model/stack-model";
import { loneResource, type StackResource } from "../../lib/model/stack-resource";
import { known, readBoolean, readNumber, readWord } from "../../lib/reading";
import { stackRule } from "../../lib/rule";

export const noWorldIngress = stackRule({
  name: "no-world-ingress",
  row: 41,
  title: "Nothing is open to the world but a load balancer, on its web ports",
  controls: [
    "EC2.13",
    "EC2.14",
    "EC2.18",
    "EC2.19",
    "CKV_AWS_24",
    "CKV_AWS_25",
    "CKV_AWS_260",
    "CKV_AWS_277",
    "AwsSolutions-EC23",
    "CIS-AWS-7.0-6.3",
    "CIS-AWS-7.0-6.4",
  ],
  severity: "high",
  why: "Scanners find an open port within minutes.",
  fix: "Admit a security group or a known range, and keep 0.0.0.0/0 for the load balancer's 80 and 443.",
  url: securityHub("ec2-18"),
  decidedBy: "drydock:ingress.allowedCidrs",
  options: {
    loadBalancerPorts: {
      schema: {
        type: "array",
        items: { type: "integer", minimum: 1, maximum: 65535 },
        default: [80, 443],
        description: "Ports a load balancer may open to the world.",
      },
      stricter: "none",
    },
  },
  kinds: [
    "securityGroup",
    "securityGroupRule",
    "ingressRule",
    "defaultSecurityGroup",
    "loadBalancer",
    "listener",
  ],
  checkResource({ resource, options, report }) {
    const ports = new Set(options.numbers("loadBalancerPorts"));
    const alone = new StackModel([loneResource(resource)]);
    for (const rule of worldRules(alone)) {
      if (isOneOf(rule, ports)) continue;
      report({ problem: "opens more than web ports to the world", property: rule.property });
    }
  },
  check({ stack, options, report, defer }) {
    const ports = new Set(options.numbers("loadBalancerPorts"));
    const { open, internal } = loadBalancerGroups(stack);
    for (const rule of worldRules(stack)) {
      // Other ports are nobody's; the resource by itself has been told so.
      if (!isOneOf(rule, ports)) continue;
      if (rule.group === undefined) {
        // Whose group it is cannot be seen from this stack.
        defer(rule.owner, "securityGroupId");
      } else if (!open.has(rule.group)) {
        report(rule.owner, {
          problem: internal.has(rule.group)
            ? "opens an internal load balancer to the world"
            : "opens something else than a load balancer to the world",
          property: rule.property,
        });
      }
    }
    for (const listener of openListeners(stack)) {
      const port = known(readNumber(listener.properties, "port"));
      if (port === undefined || ports.has(port)) continue;
      report(listener, { problem: "opens more than web ports to the world", property: "port" });
    }
  },
});

/** Listeners of load balancers that face the internet without a security group: network load balancers can. */
function openListeners(stack: StackModel): StackResource[] {
  return stack.ofKind("listener").filter((listener) => {
    const balancer = stack.reference(listener, "loadBalancerArn", "loadBalancer");
    if (balancer === undefined) return false;
    const { properties } = balancer;
    return (
      known(readWord(properties, "loadBalancerType")) === "NETWORK" &&
      known(readBoolean(properties, "internal")) !== true &&
      stack.references(balancer, "securityGroups", "securityGroup").absent
    );
  });
}

function worldRules(stack: StackModel): GroupRule[] {
  return securityGroupRules(stack).filter((rule) => rule.direction === "ingress" && isWorld(rule));
}

function isOneOf(rule: GroupRule, ports: ReadonlySet<number>): boolean {
  return (
    !isAllPorts(rule) &&
    rule.fromPort !== undefined &&
    rule.fromPort === rule.toPort &&
    ports.has(rule.fromPort)
  );
}

/** Groups of load balancers that face the internet, and of those that do not. */
const loadBalancerGroups = answeredOnce((stack) => {
  const groupsOf = (balancers: readonly StackResource[]): ReadonlySet<StackResource> =>
    new Set(
      balancers.flatMap(
        (balancer) => stack.references(balancer, "securityGroups", "securityGroup").targets,
      ),
    );
  const isInternal = ({ properties }: StackResource): boolean =>
    known(readBoolean(properties, "internal")) === true;
  const all = stack.ofKind("loadBalancer");
  return {
    open: groupsOf(all.filter((one) => !isInternal(one))),
    internal: groupsOf(all.filter(isInternal)),
  };
});
