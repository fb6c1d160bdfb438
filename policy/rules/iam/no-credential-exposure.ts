import { credentials } from "../../lib/iam/powers";
import { powerKinds, reportExcess } from "../../lib/identity-policies";
import { resourceRule } from "../../lib/rule";

export const noCredentialExposure = resourceRule({
  name: "no-credential-exposure",
  row: 73,
  title: "No policy hands out credentials that it does not name",
  controls: ["CKV_AWS_287"],
  severity: "high",
  why: "A credential that was read keeps working after the role has lost the right to read it.",
  fix: "Name the secrets, roles and database users that are needed.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  decidedBy: "drydock:services.{name}.permissions",
  kinds: powerKinds,
  check(check) {
    reportExcess(check, credentials);
  },
});
