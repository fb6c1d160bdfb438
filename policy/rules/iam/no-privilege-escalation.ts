import { escalation, sharing } from "../../lib/iam/powers";
import { powerKinds, reportExcess } from "../../lib/identity-policies";
import { resourceRule } from "../../lib/rule";

export const noPrivilegeEscalation = resourceRule({
  name: "no-privilege-escalation",
  row: 76,
  title: "No policy lets its holder become more than it is, or decide who may use a resource",
  controls: ["CKV_AWS_286", "CKV_AWS_289", "IAM.1"],
  severity: "critical",
  why: "Whoever may write policies, or run code as somebody else, has all the rights that there are.",
  fix: "Remove the action, or name the one resource it is needed on; for IAM add a condition on iam:PermissionsBoundary or iam:PolicyARN.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  decidedBy: "drydock:services.{name}.permissions",
  kinds: powerKinds,
  check(check) {
    reportExcess(check, escalation);
    reportExcess(check, sharing);
  },
});
