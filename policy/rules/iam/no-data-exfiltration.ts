import { copying, data } from "../../lib/iam/powers";
import { powerKinds, reportExcess } from "../../lib/identity-policies";
import { resourceRule } from "../../lib/rule";

export const noDataExfiltration = resourceRule({
  name: "no-data-exfiltration",
  row: 73,
  title: "No policy reads stored data that it does not name, or has it copied away",
  controls: ["CKV_AWS_288"],
  severity: "high",
  why: "One stolen role can copy everything that the account stores.",
  fix: "Name the buckets, tables and parameters that are needed.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  decidedBy: "drydock:services.{name}.permissions",
  kinds: powerKinds,
  check(check) {
    reportExcess(check, data);
    reportExcess(check, copying);
  },
});
