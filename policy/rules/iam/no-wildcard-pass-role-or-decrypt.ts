import { decryption, excess, passing } from "../../lib/iam/powers";
import { eachStatement, identityPolicyKinds } from "../../lib/identity-policies";
import { securityHub } from "../../lib/links";
import { resourceRule } from "../../lib/rule";

export const noWildcardPassRoleOrDecrypt = resourceRule({
  name: "no-wildcard-pass-role-or-decrypt",
  row: 76,
  title: "No policy lets every role be passed on, or every key decrypt",
  controls: ["KMS.1", "KMS.2"],
  severity: "high",
  why: "Passing any role is becoming any role; decrypting with any key is reading everything.",
  fix: "Name the roles and the keys; for a key of AWS add a condition on kms:ViaService.",
  url: securityHub("kms-1"),
  decidedBy: "drydock:services.{name}.permissions",
  kinds: identityPolicyKinds,
  check(check) {
    eachStatement(check, (statement, property) => {
      for (const power of [passing, decryption]) {
        if (excess(statement, power).length > 0) check.report({ problem: power.problem, property });
      }
    });
  },
});
