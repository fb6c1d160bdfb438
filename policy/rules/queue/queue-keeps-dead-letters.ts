import { watchedBy } from "../../lib/model/alarms";
import {
  deadLetterQueues,
  hasDeadLetters,
  redriveAllowOf,
  retentionOf,
} from "../../lib/model/queues";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readBoolean, readWord } from "../../lib/reading";
import { levels, stackRule, type StackCheck } from "../../lib/rule";

export const queueKeepsDeadLetters = stackRule({
  name: "queue-keeps-dead-letters",
  row: 133,
  title: "A queue puts aside messages that nobody could work on, and somebody hears of them",
  controls: ["AwsSolutions-SQS3"],
  severity: "low",
  levels: levels.preference,
  why: "A message that no consumer can work on comes back until it expires, and is then gone without a trace.",
  fix: "Set redrivePolicy; for the dead-letter queue set a redriveAllowPolicy, a longer retention and an alarm.",
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  kinds: ["queue", "redrivePolicy", "redriveAllowPolicy", "alarm"],
  judges: ["queue", "redrivePolicy", "redriveAllowPolicy"],
  check(check) {
    const { stack, report } = check;
    const dead = deadLetterQueues(stack);
    for (const queue of stack.ofKind("queue")) {
      if (hasDeadLetters(stack, queue) || dead.has(queue)) continue;
      report(queue, { problem: "has no dead-letter queue", property: "redrivePolicy" });
    }
    const watched = watchedBy(stack, "queue", "QueueName");
    for (const [queue, sources] of dead) {
      if (!watched.has(queue)) {
        report(queue, { problem: "takes dead letters, and no alarm tells of them" });
      }
      if (sources.length > 0) checkAllowed(check, queue);
      checkRetention(check, queue, sources);
    }
  },
});

/** SQS's default admits every queue of the account. */
function checkAllowed({ stack, report, defer }: StackCheck, queue: StackResource): void {
  const property = "redriveAllowPolicy";
  const allow = redriveAllowOf(stack, queue);
  if (allow?.document.state === "unknown") {
    defer(allow.owner, property);
    return;
  }
  const document = allow?.document.state === "known" ? allow.document.value : undefined;
  const permission = readWord(document, "redrivePermission");
  if (permission.state === "unknown" || known(permission) === "BYQUEUE") return;
  report(queue, { problem: "takes dead letters of every queue of the account", property });
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html */
function checkRetention(
  { report }: StackCheck,
  queue: StackResource,
  sources: readonly StackResource[],
): void {
  // A FIFO queue counts the days anew.
  if (known(readBoolean(queue.properties, "fifoQueue")) === true) return;
  const kept = retentionOf(queue);
  const isShorter = sources.some((source) => {
    const days = retentionOf(source);
    return kept !== undefined && days !== undefined && kept <= days;
  });
  if (!isShorter) return;
  report(queue, {
    problem: "keeps dead letters no longer than the queue that they come from kept the messages",
    property: "messageRetentionSeconds",
  });
}
