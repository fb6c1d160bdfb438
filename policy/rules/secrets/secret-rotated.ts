import { securityHub } from "../../lib/links";
import { known, readNumber, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

export const secretRotated = stackRule({
  name: "secret-rotated",
  row: 69,
  title: "A secret is rotated",
  controls: [
    "SecretsManager.1",
    "SecretsManager.4",
    "CKV2_AWS_57",
    "CKV_AWS_304",
    "AwsSolutions-SMG4",
  ],
  severity: "low",
  levels: levels.advisory,
  why: "A secret that never changes is still good years after it leaked.",
  fix: "Add a secretsmanager.SecretRotation of at most 90 days, or rotate it by the program and exempt it.",
  url: securityHub("secretsmanager-1"),
  options: {
    maximumDays: {
      schema: { type: "integer", minimum: 1, maximum: 1000, default: 90 },
      stricter: "lower",
    },
  },
  kinds: ["secret", "secretRotation"],
  check({ stack, options, report }) {
    const most = options.number("maximumDays");
    for (const secret of stack.ofKind("secret")) {
      const [rotation] = stack.referrers(secret, "secretRotation", "secretId");
      if (rotation === undefined) {
        report(secret, { problem: "is not rotated" });
        continue;
      }
      const days = known(readNumber(rotation.properties, "rotationRules.automaticallyAfterDays"));
      const rate = known(readString(rotation.properties, "rotationRules.scheduleExpression"));
      const rateDays = /^rate\((\d+) days?\)$/.exec(rate ?? "")?.[1];
      const every = days ?? (rateDays === undefined ? undefined : Number(rateDays));
      if (every !== undefined && every > most) {
        report(rotation, {
          problem: `rotates less often than every ${most} days`,
          property: "rotationRules",
        });
      }
    }
  },
});
