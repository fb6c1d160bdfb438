import { statementsOf } from "../../lib/iam/document";
import { refusesPlain } from "../../lib/iam/refusals";
import { queueArnOf, queuePoliciesOf } from "../../lib/model/queues";
import { levels, stackRule } from "../../lib/rule";

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
  check({ stack, report, defer }) {
    for (const queue of stack.ofKind("queue")) {
      const policies = queuePoliciesOf(stack, queue);
      const statements = policies.flatMap(({ document }) => statementsOf(document));
      const arn = queueArnOf(queue);
      const resources = arn === undefined ? arn : [arn];
      if (refusesPlain(statements, { service: "sqs", resources })) continue;
      const unknown = policies.find(({ document }) => document.state === "unknown");
      if (unknown !== undefined) defer(unknown.owner, "policy");
      else report(queue, { problem: "answers without TLS" });
    }
  },
});
