import {
  isProperties,
  known,
  type Properties,
  read,
  readList,
  readNumber,
  readString,
  readWord,
} from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

export const webAclFilters = resourceRule({
  name: "web-acl-filters",
  row: 91,
  title: "A web ACL stops some requests",
  controls: ["WAF.10"],
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "A web ACL that admits everything and only counts looks like protection and is none.",
  fix: "Add a rule group, and keep its actions: overrideAction none.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-10",
  kinds: ["webAcl"],
  check({ resource: { inputs }, report, defer }) {
    if (known(read(inputs, "defaultAction.block")) !== undefined) return;
    const rules = readList(inputs, "rules");
    // Rules may be written as JSON text instead.
    const isElsewhere = read(inputs, "ruleJson").state !== "absent";
    if (rules.state === "unknown") defer("rules");
    if (rules.state === "unknown" || isElsewhere) return;
    const inOrder = (known(rules) ?? []).toSorted((one, other) => placeOf(one) - placeOf(other));
    const all = inOrder.findIndex((rule) => isProperties(rule) && admitsAll(rule));
    const asked = all === -1 ? inOrder : inOrder.slice(0, all);
    const stops = asked.some((rule) => !isProperties(rule) || !onlyCounts(rule));
    if (!stops) report({ problem: "stops no request", property: "rules" });
  },
});

function onlyCounts(rule: Properties): boolean {
  return ["action.count", "action.allow", "overrideAction.count"].some(
    (path) => known(read(rule, path)) !== undefined,
  );
}

function placeOf(rule: unknown): number {
  return known(readNumber(rule, "priority")) ?? 0;
}

/** True for a rule that admits every request, so that none behind it is asked: each path starts with a slash. */
function admitsAll(rule: Properties): boolean {
  if (known(read(rule, "action.allow")) === undefined) return false;
  const match = "statement.byteMatchStatement";
  return (
    known(read(rule, `${match}.fieldToMatch.uriPath`)) !== undefined &&
    known(readString(rule, `${match}.searchString`)) === "/" &&
    /^(STARTS_WITH|CONTAINS)$/.test(known(readWord(rule, `${match}.positionalConstraint`)) ?? "")
  );
}
