import { expandAction, isWholeService, needsStarResource } from "../../lib/iam/actions";
import type { Statement } from "../../lib/iam/statements";
import { eachStatement, identityPolicyKinds } from "../../lib/identity-policies";
import { securityHub } from "../../lib/links";
import { levels, resourceRule } from "../../lib/rule";
import { shown } from "../../lib/shown";

/** Whole services whose every action lets no resource be named: nothing narrower can be written. */
const channelService = "ssmmessages:*";

export const noWildcardGrants = resourceRule({
  name: "no-wildcard-grants",
  row: 73,
  title: "A policy names its actions and resources",
  controls: ["IAM.21", "CKV_AWS_290", "CKV_AWS_355", "CKV_AWS_289", "AwsSolutions-IAM5"],
  severity: "high",
  levels: levels.mandatory,
  why: "A wildcard also grants what AWS adds next year, on what the account gets next week.",
  fix: "Write actions one by one and ARNs as resources; * only where the action takes no resource.",
  url: securityHub("iam-21"),
  decidedBy: "drydock:services.{name}.permissions",
  kinds: identityPolicyKinds,
  async check(check) {
    await eachStatement(check, async (statement, property) => {
      if (statement.effect !== "Allow") return;
      for (const action of statement.actions) {
        if (action === channelService || !(await isWholeService(action))) continue;
        check.report({ problem: `allows all of a service: ${shown(action, "action")}`, property });
      }
      if (statement.notActions.length > 0) {
        check.report({ problem: "allows everything but what it names", property });
      }
      const broad = await actionsWithNeedlessStar(statement);
      if (broad.length > 0) {
        check.report({
          problem: `allows on every resource: ${broad.map((one) => shown(one, "action")).join(", ")}`,
          property,
        });
      }
    });
  },
});

/** The statement's actions on `*` for which a resource could be named. */
async function actionsWithNeedlessStar(statement: Statement): Promise<string[]> {
  if (!statement.resources.includes("*")) return [];
  const needless: string[] = [];
  for (const pattern of statement.actions) {
    const actions = await expandAction(pattern);
    const starOnly = await Promise.all(actions.map(needsStarResource));
    // An action nobody knows is the business of iam-actions-exist; * itself of no-administrator-statements.
    if (actions.length > 0 && !starOnly.every(Boolean)) needless.push(pattern);
  }
  return needless;
}
