import { isWholeService } from "../../lib/iam/actions";
import { isForEverything, isJudgedApart } from "../../lib/iam/powers";
import { type Reach, reachOf } from "../../lib/iam/reach";
import { eachStatement, identityPolicyKinds } from "../../lib/identity-policies";
import { securityHub } from "../../lib/links";
import { resourceRule } from "../../lib/rule";
import { shown } from "../../lib/shown";

/** Whole services whose every action lets no resource be named: nothing narrower can be written. */
const channelService = "ssmmessages:*";

export const noWildcardGrants = resourceRule({
  name: "no-wildcard-grants",
  row: 73,
  title: "A policy names its actions and its resources, with region and account",
  controls: ["IAM.21", "CKV_AWS_290", "CKV_AWS_355", "CKV_AWS_289", "AwsSolutions-IAM5"],
  severity: "high",
  why: "A wildcard also grants actions that AWS adds later, on resources that the account creates later.",
  fix: "Write actions one by one and ARNs as resources; * only where the action takes no resource.",
  url: securityHub("iam-21"),
  decidedBy: "drydock:services.{name}.permissions",
  kinds: identityPolicyKinds,
  check(check) {
    eachStatement(check, (statement, property) => {
      if (statement.effect !== "Allow") return;
      if (statement.notActions.length > 0) {
        check.report({ problem: "allows everything except the named actions", property });
      }
      if (isForEverything(statement)) return;
      for (const action of statement.actions) {
        if (action.toLowerCase() === channelService || !isWholeService(action)) continue;
        check.report({ problem: `allows all of a service: ${shown(action, "action")}`, property });
      }
      for (const [where, words] of Object.entries(places)) {
        const broad = reachOf(statement).filter(
          (reach) => reach.where === where && !reach.actions.every(isJudgedApart),
        );
        if (broad.length === 0) continue;
        const patterns = broad.map(({ pattern }) => shown(pattern, "action"));
        check.report({ problem: `allows ${words}: ${patterns.join(", ")}`, property });
      }
    });
  },
});

/** A statement on resources of which it names no name, or neither account nor region. */
const places: Readonly<Record<Reach["where"], string>> = {
  everywhere: "on every resource",
  "in any account": "in every account",
  "in every region": "in every region",
};
