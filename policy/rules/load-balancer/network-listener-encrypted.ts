import { securityHub } from "../../lib/links";
import { known, readBoolean, readWord } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";
import { checkPropertyOf } from "../../lib/settings";

export const networkListenerEncrypted = stackRule({
  name: "network-listener-encrypted",
  row: 105,
  title: "A network load balancer that faces the internet has security groups and speaks TLS",
  controls: ["CKV_AWS_2", "ELB.17"],
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "Without a security group anyone reaches every listener, and a TCP listener passes plain text through.",
  fix: "Give the load balancer securityGroups when it is created, and the listener protocol TLS with a certificate.",
  url: securityHub("elb-17"),
  kinds: ["loadBalancer", "listener"],
  check(check) {
    const { stack, report } = check;
    for (const balancer of stack.ofKind("loadBalancer")) {
      const { properties } = balancer;
      if (known(readWord(properties, "loadBalancerType")) !== "NETWORK") continue;
      if (known(readBoolean(properties, "internal")) === true) continue;
      if (stack.references(balancer, "securityGroups", "securityGroup").absent) {
        report(balancer, {
          problem: "faces the internet without a security group",
          property: "securityGroups",
        });
      }
      for (const listener of stack.referrers(balancer, "listener", "loadBalancerArn")) {
        checkPropertyOf(check, listener, {
          property: "protocol",
          right: ["tls"],
          byDefault: "tls",
          problem: "takes connections from the internet without TLS",
        });
      }
    }
  },
});
