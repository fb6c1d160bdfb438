import { matches } from "../../lib/iam/patterns";
import { securityHub } from "../../lib/links";
import { readBoolean } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";

export const subnetNoPublicIpOnLaunch = resourceRule({
  name: "subnet-no-public-ip-on-launch",
  row: 40,
  title: "A subnet hands out no public addresses by itself",
  controls: ["EC2.15", "CKV_AWS_130"],
  severity: "medium",
  why: "Anything started in such a subnet is on the internet without anybody having asked for it.",
  fix: "Set mapPublicIpOnLaunch to false; load balancers and NAT gateways do not need it.",
  url: securityHub("ec2-15"),
  options: {
    allowedNames: {
      schema: {
        type: "array",
        items: { type: "string", minLength: 3 },
        default: [],
        description: "Names of subnets that may, with * for any text.",
      },
      // awsx creates its public subnets so, and offers no argument against it.
      test: ["*-public-*"],
      production: ["*-public-*"],
      stricter: "fewer",
    },
  },
  kinds: ["subnet"],
  check(check) {
    const { resource, options } = check;
    const allowed = options.strings("allowedNames");
    if (allowed.some((pattern) => matches(pattern, resource.name))) return;
    decide(check, readBoolean(resource.inputs, "mapPublicIpOnLaunch"), {
      property: "mapPublicIpOnLaunch",
      known: (maps) => (maps ? "hands out public addresses" : undefined),
    });
  },
});
