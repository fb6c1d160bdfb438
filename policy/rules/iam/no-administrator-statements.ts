import { isForEverything } from "../../lib/iam/powers";
import { eachStatement, identityPolicyKinds } from "../../lib/identity-policies";
import { securityHub } from "../../lib/links";
import { resourceRule } from "../../lib/rule";

export const noAdministratorStatements = resourceRule({
  name: "no-administrator-statements",
  row: 72,
  title: "No policy allows every action on every resource",
  controls: ["IAM.1", "CKV_AWS_62", "CKV_AWS_63", "CIS-AWS-7.0-2.14"],
  severity: "critical",
  why: "Whoever has such a role controls the account.",
  fix: "Name the actions and the resources that are needed.",
  url: securityHub("iam-1"),
  decidedBy: "drydock:services.{name}.permissions",
  exemptible: false,
  kinds: identityPolicyKinds,
  check(check) {
    eachStatement(check, (statement, property) => {
      if (isForEverything(statement)) {
        check.report({ problem: "allows every action on every resource", property });
      }
    });
  },
});
