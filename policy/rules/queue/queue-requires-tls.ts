import { queueArnOf, queuePoliciesOf } from "../../lib/model/queues";
import { levels, stackRule } from "../../lib/rule";
import { checkTlsOnly } from "../../lib/tls-only";

export const queueRequiresTls = stackRule({
  name: "queue-requires-tls",
  row: 132,
  title: "A queue answers over TLS only",
  controls: ["AwsSolutions-SQS4"],
  severity: "medium",
  levels: levels.preference,
  why: "SQS answers plain HTTP as well, with signatures and messages in the clear.",
  fix: "Add a queue policy that denies sqs:* on the queue where aws:SecureTransport is false.",
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
  kinds: ["queue", "queuePolicy"],
  check(check) {
    for (const queue of check.stack.ofKind("queue")) {
      const arn = queueArnOf(queue);
      checkTlsOnly(check, queue, {
        service: "sqs",
        resources: arn === undefined ? arn : [arn],
        policies: queuePoliciesOf(check.stack, queue),
      });
    }
  },
});
