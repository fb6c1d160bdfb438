import { expandAction } from "../../lib/iam/actions";
import { eachStatement, identityPolicyKinds } from "../../lib/identity-policies";
import { levels, resourceRule } from "../../lib/rule";
import { shown } from "../../lib/shown";

export const iamActionsExist = resourceRule({
  name: "iam-actions-exist",
  row: 77,
  title: "Every action in a policy is one that AWS has",
  controls: [],
  severity: "low",
  levels: levels.advisory,
  why: "IAM takes a misspelt action without a word, and the grant or the refusal is not there.",
  fix: "Correct the action's name; the service authorization reference lists them.",
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  decidedBy: "drydock:services.{name}.permissions",
  kinds: identityPolicyKinds,
  check(check) {
    eachStatement(check, ({ actions, notActions }, property) => {
      for (const action of [...actions, ...notActions]) {
        if (action === "*" || expandAction(action).length > 0) continue;
        check.report({ problem: `names no action of AWS: ${shown(action, "action")}`, property });
      }
    });
  },
});
