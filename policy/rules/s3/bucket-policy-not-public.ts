import { accountOf, elbAccounts, ownAccounts } from "../../lib/accounts";
import { isConfined, isForEverybody, type Statement } from "../../lib/iam/statements";
import { securityHub } from "../../lib/links";
import { policiesOf } from "../../lib/model/buckets";
import { levels, stackRule } from "../../lib/rule";

/** On the graph: which account is a foreign one, the stack's other resources tell. */
export const bucketPolicyNotPublic = stackRule({
  name: "bucket-policy-not-public",
  row: 65,
  title: "A bucket's policy admits neither the public nor another account",
  controls: ["S3.6", "CKV_AWS_70"],
  severity: "high",
  levels: levels.mandatory,
  why: "A principal outside of the account answers to nobody in it.",
  fix: "Name principals of this account, or add a condition on the account, the organization or the endpoint.",
  url: securityHub("s3-6"),
  options: {
    allowedAccounts: {
      schema: {
        type: "array",
        items: { type: "string", pattern: "^\\d{12}$" },
        default: [],
        description: "Other accounts that may be named.",
      },
      stricter: "fewer",
    },
  },
  kinds: ["bucket", "bucketPolicy"],
  check({ stack, options, report, defer }) {
    const own = ownAccounts(stack);
    const allowed = new Set([...own, ...options.strings("allowedAccounts")]);
    for (const bucket of stack.ofKind("bucket")) {
      for (const { owner, document } of policiesOf(stack, bucket)) {
        if (document.state === "unknown") defer(owner, "policy");
        if (document.state !== "known") continue;
        const allows = document.statements.filter(({ effect }) => effect === "Allow");
        if (allows.some((one) => isForEverybody(one) && !isConfined(one))) {
          report(owner, { problem: "admits everybody", property: "policy" });
        }
        if (own.size > 0 && allows.some((one) => admitsStranger(one, allowed))) {
          report(owner, { problem: "admits another account", property: "policy" });
        }
      }
    }
  },
});

function admitsStranger(statement: Statement, allowed: ReadonlySet<string>): boolean {
  return statement.principals
    .filter(({ type }) => type === "AWS")
    .flatMap(({ value }) => accountOf(value) ?? [])
    .some((account) => !allowed.has(account) && !isLogDelivery(statement, account));
}

function isLogDelivery({ actions }: Statement, account: string): boolean {
  return elbAccounts.has(account) && actions.every((action) => action === "s3:PutObject");
}
