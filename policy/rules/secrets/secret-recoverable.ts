import { readNumber } from "../../lib/reading";
import { decide, levels, resourceRule } from "../../lib/rule";

export const secretRecoverable = resourceRule({
  name: "secret-recoverable",
  row: 70,
  title: "A deleted secret can be restored",
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "A secret deleted by mistake without a recovery window is gone, and nobody can open the system that it protects.",
  fix: "Set recoveryWindowInDays to 7 or more.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
  decidedBy: "drydock:lifecycle",
  options: {
    minimumRecoveryDays: {
      schema: { type: "integer", minimum: 0, maximum: 30, default: 7 },
      test: 0,
      stricter: "higher",
    },
  },
  kinds: ["secret"],
  check(check) {
    const minimum = check.options.number("minimumRecoveryDays");
    decide(check, readNumber(check.resource.inputs, "recoveryWindowInDays"), {
      property: "recoveryWindowInDays",
      known: (days) =>
        days < minimum ? `can be restored for fewer than ${minimum} days` : undefined,
    });
  },
});
