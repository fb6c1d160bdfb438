import type { Statement } from "../../lib/iam/document";
import { allowsAction } from "../../lib/iam/evaluate";
import { keyPolicyOf } from "../../lib/model/keys";
import { stackRule } from "../../lib/rule";

const logService = /^logs\.([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/;
const needed = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"];
const administration = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"];

export const logKeyAdmitsLogService = stackRule({
  name: "log-key-admits-log-service",
  row: 79,
  title: "The key of a log group admits CloudWatch Logs, to encrypt and decrypt",
  severity: "medium",
  why: "A key that does not admit the service keeps the log group from being created.",
  fix: "Let logs.<region>.amazonaws.com encrypt and decrypt where kms:EncryptionContext:aws:logs:arn is a log group of this account.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  kinds: ["logGroup", "key", "keyPolicy"],
  check({ stack, report, defer }) {
    const keys = new Set(
      stack
        .ofKind("logGroup")
        .flatMap((group) => stack.references(group, "kmsKeyId", "key").targets),
    );
    for (const key of keys) {
      const { owner, document } = keyPolicyOf(stack, key);
      if (document.state === "unknown") defer(owner, "policy");
      if (document.state !== "known") {
        if (document.state === "absent") {
          report(key, {
            problem: "encrypts logs with a policy that AWS makes",
            property: "policy",
          });
        }
        continue;
      }
      const forLogs = document.statements.filter(isForLogs);
      const grants = needed.every((action) => forLogs.some((one) => allowsAction(one, action)));
      if (forLogs.some((one) => administration.some((action) => allowsAction(one, action)))) {
        report(owner, { problem: "lets CloudWatch Logs administer it", property: "policy" });
      }
      if (!grants) {
        report(owner, { problem: "does not admit CloudWatch Logs", property: "policy" });
      }
    }
  },
});

function isForLogs({ effect, principals }: Statement): boolean {
  return effect === "Allow" && principals.some(({ value }) => logService.test(value));
}
