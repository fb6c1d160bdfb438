import { expandAction, namesNoResource } from "../../lib/iam/actions";
import type { Statement } from "../../lib/iam/document";
import { eachStatement, identityPolicyKinds } from "../../lib/identity-policies";
import { levels, resourceRule } from "../../lib/rule";
import { shown } from "../../lib/shown";

export const iamActionsExist = resourceRule({
  name: "iam-actions-exist",
  row: 77,
  title: "Every action in a policy exists, and is granted on resources it can act on",
  severity: "low",
  levels: levels.advisory,
  why: "IAM takes a misspelt action, or an ARN for an action that has no resources, without a word; the grant is not there.",
  fix: "Correct the action's name; grant an action without resource types on *. The service authorization reference lists both.",
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  decidedBy: "drydock:services.{name}.permissions",
  kinds: identityPolicyKinds,
  check(check) {
    eachStatement(check, (statement, property) => {
      const { actions, notActions } = statement;
      for (const action of [...actions, ...notActions]) {
        if (action === "*" || expandAction(action).length > 0) continue;
        check.report({ problem: `names no action of AWS: ${shown(action, "action")}`, property });
      }
      for (const action of idleActions(statement)) {
        check.report({
          problem: `grants ${shown(action, "action")} on ARNs, and it acts on no resource`,
          property,
        });
      }
    });
  },
});

/** Actions of a grant that names ARNs, while AWS grants them on `*` alone. */
function idleActions({ effect, actions, resources }: Statement): readonly string[] {
  if (effect !== "Allow" || resources.length === 0) return [];
  if (!resources.every((resource) => /[^*]/.test(resource))) return [];
  return actions.filter((action) => namesNoResource(action) && !ofMachine.test(action));
}

/**
 * The reference lists no resource for the answers of a task, and AWS's CDK grants them on the state machine:
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_stepfunctions.StateMachine.html#grantwbrtaskwbrresponseidentity
 */
const ofMachine = /^states:SendTask/i;
