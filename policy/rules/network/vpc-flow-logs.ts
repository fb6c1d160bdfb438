import { securityHub } from "../../lib/links";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readWord } from "../../lib/reading";
import { stackRule } from "../../lib/rule";

export const vpcFlowLogs = stackRule({
  name: "vpc-flow-logs",
  row: 38,
  title: "A VPC records its traffic, what it refused as well",
  controls: ["EC2.6", "CKV2_AWS_11", "AwsSolutions-VPC7", "CIS-AWS-7.0-4.7"],
  severity: "medium",
  why: "After an incident flow logs are the only record of who spoke with whom.",
  fix: "Add an ec2.FlowLog with the VPC's id and trafficType ALL or REJECT.",
  url: securityHub("ec2-6"),
  decidedBy: "drydock:network.flowLogs",
  kinds: ["vpc", "flowLog"],
  check({ stack, report }) {
    for (const vpc of stack.ofKind("vpc")) {
      const logs = stack.referrers(vpc, "flowLog", "vpcId");
      if (logs.length === 0) report(vpc, { problem: "has no flow log" });
      else if (logs.every(recordsAcceptedOnly)) {
        report(vpc, { problem: "has a flow log of the traffic that it let through only" });
      }
    }
  },
});

function recordsAcceptedOnly({ properties }: StackResource): boolean {
  return known(readWord(properties, "trafficType")) === "ACCEPT";
}
