import { endpoints } from "../../lib/model/endpoints";
import { vpcOf } from "../../lib/model/network";
import { known, readBoolean } from "../../lib/reading";
import { stackRule } from "../../lib/rule";
import { checkPropertyOf } from "../../lib/settings";

export const vpcDnsEnabled = stackRule({
  name: "vpc-dns-enabled",
  row: 47,
  title: "A VPC with interface endpoints or EFS resolves their names",
  severity: "medium",
  why: "Without DNS in the VPC the names of endpoints and mount targets lead nowhere.",
  fix: "Set enableDnsSupport and enableDnsHostnames to true.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
  kinds: ["vpc", "vpcEndpoint", "mountTarget", "subnet"],
  check(check) {
    const { stack, report } = check;
    const mountVpcs = stack
      .ofKind("mountTarget")
      .flatMap((mount) => stack.references(mount, "subnetId", "subnet").targets)
      .map((subnet) => vpcOf(stack, subnet));
    const endpointVpcs = endpoints(stack)
      .filter((endpoint) => endpoint.isInterface)
      .map((endpoint) => endpoint.vpc);
    for (const vpc of new Set([...mountVpcs, ...endpointVpcs])) {
      if (vpc === undefined) continue;
      if (known(readBoolean(vpc.properties, "enableDnsSupport")) === false) {
        report(vpc, { problem: "does not resolve names", property: "enableDnsSupport" });
      }
      checkPropertyOf(check, vpc, {
        property: "enableDnsHostnames",
        right: ["true"],
        problem: "gives no names to its resources",
      });
    }
  },
});
