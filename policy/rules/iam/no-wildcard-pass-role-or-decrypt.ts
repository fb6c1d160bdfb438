import { allowsAction, isConfined, type Statement } from "../../lib/iam/statements";
import { eachStatement, identityPolicyKinds } from "../../lib/identity-policies";
import { securityHub } from "../../lib/links";
import { levels, resourceRule } from "../../lib/rule";

export const noWildcardPassRoleOrDecrypt = resourceRule({
  name: "no-wildcard-pass-role-or-decrypt",
  row: 76,
  title: "No policy lets every role be passed on, or every key decrypt",
  controls: ["KMS.1", "KMS.2"],
  severity: "high",
  levels: levels.mandatory,
  why: "Passing any role is becoming any role; decrypting with any key is reading everything.",
  fix: "Name the roles and the keys; for a key of AWS add a condition on kms:ViaService.",
  url: securityHub("kms-1"),
  decidedBy: "drydock:services.{name}.permissions",
  kinds: identityPolicyKinds,
  async check(check) {
    await eachStatement(check, (statement, property) => {
      if (statement.effect !== "Allow") return;
      if (allowsAction(statement, "iam:PassRole") && hasOpenResource(statement, "role")) {
        check.report({ problem: "lets every role be passed on", property });
      }
      const decrypts = ["kms:Decrypt", "kms:ReEncryptFrom"].some((action) =>
        allowsAction(statement, action),
      );
      if (decrypts && hasOpenResource(statement, "key") && !isKeyConfined(statement)) {
        check.report({ problem: "lets every key decrypt", property });
      }
    });
  },
});

/** True for `*` and for ARNs that leave the role or key open, such as `arn:aws:kms:*:111122223333:key/*`. */
function hasOpenResource({ resources, notResources }: Statement, type: string): boolean {
  return (
    notResources.length > 0 ||
    resources.some((arn) => arn === "*" || arn.endsWith(`:${type}/*`) || arn.endsWith(":*"))
  );
}

function isKeyConfined(statement: Statement): boolean {
  return (
    isConfined(statement) ||
    statement.conditions.some(
      ({ key }) => key === "kms:viaservice" || key.startsWith("kms:encryptioncontext"),
    )
  );
}
