import { securityHub } from "../../lib/links";
import { known, readNumber } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const legalDays: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

export const logRetentionSet = resourceRule({
  name: "log-retention-set",
  row: 80,
  title: "A log group keeps its logs for a set time",
  controls: ["CloudWatch.16", "CKV_AWS_66", "CKV_AWS_338"],
  severity: "medium",
  why: "Without a retention time logs are kept, and paid for, forever; a retention that is too short loses the evidence.",
  fix: "Set retentionInDays to a value that CloudWatch Logs has.",
  url: securityHub("cloudwatch-16"),
  decidedBy: "drydock:logs.retentionDays",
  options: {
    minimumDays: {
      schema: { type: "integer", minimum: 1, maximum: 3653, default: 1 },
      production: 365,
      stricter: "higher",
    },
  },
  kinds: ["logGroup"],
  check(check) {
    const minimum = check.options.number("minimumDays");
    const forever = "keeps its logs forever";
    decide(check, readNumber(check.resource.inputs, "retentionInDays"), {
      property: "retentionInDays",
      absent: forever,
      known: (days) => {
        if (days === 0) return forever;
        if (!legalDays.includes(days)) return "has a retention time that CloudWatch Logs has not";
        return days < minimum ? `keeps its logs for less than ${minimum} days` : undefined;
      },
    });
  },
  remediate({ inputs }, options) {
    const retention = readNumber(inputs, "retentionInDays");
    const minimum = options.number("minimumDays");
    if (retention.state === "unknown") return undefined;
    const days = known(retention) ?? 0;
    if (days >= minimum && legalDays.includes(days)) return undefined;
    const legal = legalDays.find((one) => one >= Math.max(days, minimum, 30));
    return legal === undefined ? undefined : { retentionInDays: legal };
  },
});
