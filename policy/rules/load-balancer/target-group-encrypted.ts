import { securityHub } from "../../lib/links";
import { known, readWord } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

export const targetGroupEncrypted = resourceRule({
  name: "target-group-encrypted",
  row: 92,
  title: "A target group speaks and checks over TLS",
  controls: ["ELB.21", "ELB.22", "CKV_AWS_378"],
  severity: "low",
  levels: levels.preference,
  why: "Behind the load balancer requests travel through the VPC in the clear.",
  fix: "Set protocol and healthCheck.protocol to HTTPS, and give the container a certificate.",
  url: securityHub("elb-22"),
  kinds: ["targetGroup"],
  check({ resource: { inputs }, report }) {
    const protocol = known(readWord(inputs, "protocol"));
    if (protocol === "HTTP") {
      report({ problem: "sends requests in the clear", property: "protocol" });
    }
    if (protocol === "HTTPS" && known(readWord(inputs, "healthCheck.protocol")) === "HTTP") {
      report({ problem: "checks its targets in the clear", property: "healthCheck.protocol" });
    }
  },
});
