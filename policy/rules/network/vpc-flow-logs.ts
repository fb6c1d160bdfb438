import { securityHub } from "../../lib/links";
import { levels, stackRule } from "../../lib/rule";

export const vpcFlowLogs = stackRule({
  name: "vpc-flow-logs",
  row: 38,
  title: "A VPC records its traffic",
  controls: ["EC2.6", "CKV2_AWS_11", "AwsSolutions-VPC7", "CIS-AWS-7.0-4.7"],
  severity: "medium",
  levels: levels.mandatory,
  why: "After an incident flow logs are the only record of who spoke with whom.",
  fix: "Add an ec2.FlowLog with the VPC's id.",
  url: securityHub("ec2-6"),
  decidedBy: "drydock:network.flowLogs",
  kinds: ["vpc", "flowLog"],
  check({ stack, report }) {
    for (const vpc of stack.ofKind("vpc")) {
      if (stack.referrers(vpc, "flowLog", "vpcId").length === 0) {
        report(vpc, { problem: "has no flow log" });
      }
    }
  },
});
