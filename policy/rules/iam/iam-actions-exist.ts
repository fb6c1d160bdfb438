import { expandAction } from "../../lib/iam/actions";
import type { Statement } from "../../lib/iam/document";
import { serviceActions } from "../../lib/iam/reference";
import { eachStatement, identityPolicyKinds } from "../../lib/identity-policies";
import { levels, resourceRule } from "../../lib/rule";
import { shown } from "../../lib/shown";

export const iamActionsExist = resourceRule({
  name: "iam-actions-exist",
  row: 77,
  title: "Every action in a policy is one that AWS has, and is granted on what it can act on",
  controls: [],
  severity: "low",
  levels: levels.advisory,
  why: "IAM takes a misspelt action, or an ARN for an action that has no resources, without a word; the grant is not there.",
  fix: "Correct the action's name; grant an action without resource types on *. The service authorization reference lists both.",
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  decidedBy: "drydock:services.{name}.permissions",
  kinds: identityPolicyKinds,
  async check(check) {
    await eachStatement(check, async (statement, property) => {
      const { actions, notActions } = statement;
      for (const action of [...actions, ...notActions]) {
        if (action === "*" || (await expandAction(action)).length > 0) continue;
        check.report({ problem: `names no action of AWS: ${shown(action, "action")}`, property });
      }
      for (const action of await idleActions(statement)) {
        check.report({
          problem: `grants ${shown(action, "action")} on ARNs, and it acts on no resource`,
          property,
        });
      }
    });
  },
});

/** Actions of a grant that names ARNs, while AWS grants them on `*` alone. */
async function idleActions({ effect, actions, resources }: Statement): Promise<readonly string[]> {
  if (effect !== "Allow" || resources.length === 0) return [];
  if (!resources.every((resource) => /[^*]/.test(resource))) return [];
  const idle: string[] = [];
  for (const action of actions) {
    const expanded = await expandAction(action);
    if (expanded.length > 0 && expanded.every((one) => !hasResources(one))) idle.push(action);
  }
  return idle;
}

function hasResources(action: string): boolean {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  return serviceActions(service)?.get(name)?.hasResources ?? true;
}
