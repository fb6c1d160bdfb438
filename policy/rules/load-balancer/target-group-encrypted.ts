import { securityHub } from "../../lib/links";
import { known, read, readList, readWord } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

export const targetGroupEncrypted = resourceRule({
  name: "target-group-encrypted",
  row: 92,
  title: "A target group speaks and checks over TLS, and so does Service Connect",
  controls: ["ELB.21", "ELB.22", "CKV_AWS_378"],
  severity: "low",
  levels: levels.preference,
  why: "Behind the load balancer requests travel through the VPC in the clear.",
  fix: "Set protocol and healthCheck.protocol to HTTPS, and give the container a certificate; give services of serviceConnectConfiguration tls with a private certificate authority.",
  url: securityHub("elb-22"),
  kinds: ["targetGroup", "service"],
  judges: ["targetGroup"],
  check({ resource: { inputs }, report }) {
    const connected = known(readList(inputs, "serviceConnectConfiguration.services")) ?? [];
    connected.forEach((one, index) => {
      if (read(one, "tls").state !== "absent") return;
      report({
        problem: "takes requests of other services in the clear",
        property: `serviceConnectConfiguration.services[${index}].tls`,
      });
    });
    const protocol = known(readWord(inputs, "protocol"));
    if (protocol === "HTTP") {
      report({ problem: "sends requests in the clear", property: "protocol" });
    }
    if (protocol === "HTTPS" && known(readWord(inputs, "healthCheck.protocol")) === "HTTP") {
      report({ problem: "checks its targets in the clear", property: "healthCheck.protocol" });
    }
  },
});
