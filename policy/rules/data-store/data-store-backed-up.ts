import { kindOf } from "../../lib/kinds";
import { securityHub } from "../../lib/links";
import { readNumber } from "../../lib/reading";
import { decide, levels, resourceRule } from "../../lib/rule";
import { checkProperty, isCopied } from "../../lib/settings";

export const dataStoreBackedUp = resourceRule({
  name: "data-store-backed-up",
  row: 98,
  title: "A database or table can be restored to an earlier day",
  controls: ["RDS.11", "DynamoDB.2", "Redshift.3", "CKV_AWS_28", "CKV_AWS_133"],
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "A bad update or an attacker destroys data within seconds; only a backup restores it.",
  fix: "Set backupRetentionPeriod to 7 days or more; for a table turn pointInTimeRecovery on.",
  url: securityHub("rds-11"),
  options: {
    minimumDays: {
      schema: {
        type: "integer",
        minimum: 1,
        maximum: 35,
        default: 7,
        description: "Days that backups of a database are kept.",
      },
      test: 1,
      stricter: "higher",
    },
  },
  kinds: ["database", "databaseCluster", "table"],
  check(check) {
    const { type, inputs } = check.resource;
    if (kindOf(type) === "table") {
      checkProperty(check, inputs, {
        property: "pointInTimeRecovery.enabled",
        right: ["true"],
        problem: "cannot be restored to an earlier point in time",
      });
      return;
    }
    if (isCopied(inputs)) return;
    const least = check.options.number("minimumDays");
    decide(check, readNumber(inputs, "backupRetentionPeriod"), {
      property: "backupRetentionPeriod",
      absent: "does not say how long its backups are kept",
      known: (days) => (days < least ? `keeps backups for fewer than ${least} days` : undefined),
    });
  },
});
