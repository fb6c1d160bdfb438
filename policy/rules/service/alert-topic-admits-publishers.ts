import { type DocumentReading, names, readDocument, type Statement } from "../../lib/iam/document";
import { allowsAction } from "../../lib/iam/evaluate";
import { keyPolicyOf } from "../../lib/model/keys";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readString } from "../../lib/reading";
import { type StackCheck, stackRule } from "../../lib/rule";

const alarms = "cloudwatch.amazonaws.com";
const events = "events.amazonaws.com";

/** Conditions of a key policy that EventBridge never meets: it sends AWS KMS none of these. */
const unsent = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid"];

const needed = ["kms:Decrypt", "kms:GenerateDataKey"];
const administration = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"];

export const alertTopicAdmitsPublishers = stackRule({
  name: "alert-topic-admits-publishers",
  row: 130,
  title: "The topic of an alarm or event, and its key, admit who publishes to it",
  severity: "high",
  why: "A message that the topic or its key refuses is lost, and nobody learns of the alarm.",
  fix: "Let cloudwatch.amazonaws.com and events.amazonaws.com publish to the topic, and use its customer-managed key where kms:EncryptionContext:aws:sns:topicArn is a topic of this account.",
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services",
  kinds: ["topic", "topicPolicy", "key", "keyPolicy", "alarm", "eventTarget"],
  judges: ["topic", "topicPolicy", "eventTarget"],
  check(check) {
    const { stack } = check;
    for (const topic of stack.ofKind("topic")) {
      for (const service of publishers(stack, topic)) {
        checkTopic(check, topic, service);
        checkKey(check, topic, service);
      }
    }
  },
});

const actions = ["alarmActions", "okActions", "insufficientDataActions"];

/** The services that the stack lets publish to a topic. */
function publishers(stack: StackModel, topic: StackResource): readonly string[] {
  return [
    ...(actions.some((path) => stack.referrers(topic, "alarm", path).length > 0) ? [alarms] : []),
    ...(stack.referrers(topic, "eventTarget", "arn").length > 0 ? [events] : []),
  ];
}

/** The policy that AWS gives a topic admits alarms of its own account, and no rule. */
function checkTopic(
  { stack, report, defer }: StackCheck,
  topic: StackResource,
  service: string,
): void {
  const [apart] = stack.referrers(topic, "topicPolicy", "arn");
  const owner = apart ?? topic;
  const document = readDocument(owner.properties, "policy");
  if (document.state === "unknown") defer(owner, "policy");
  const silent = document.state === "absent" && service === events;
  if (!silent && admits(document, service, ["sns:Publish"])) return;
  report(owner, { problem: `does not let ${service} publish`, property: "policy" });
}

function checkKey(
  { stack, report, defer }: StackCheck,
  topic: StackResource,
  service: string,
): void {
  const property = "kmsMasterKeyId";
  if (known(readString(topic.properties, property))?.includes("alias/aws/") === true) {
    report(topic, { problem: `has a key of AWS, which does not admit ${service}`, property });
  }
  for (const key of stack.references(topic, property, "key").targets) {
    const { owner, document } = keyPolicyOf(stack, key);
    if (document.state === "unknown") defer(owner, "policy");
    if (administers(document, service)) {
      report(owner, { problem: `lets ${service} administer it`, property: "policy" });
    }
    if (document.state !== "absent" && admits(document, service, needed)) continue;
    report(owner, {
      problem: `encrypts a topic and does not admit ${service}, which publishes to it`,
      property: "policy",
    });
  }
}

/** What cannot be read passes: another rule says so. */
function admits(document: DocumentReading, service: string, needed: readonly string[]): boolean {
  if (document.state !== "known") return true;
  const forService = document.statements.filter((one) => isFor(one, service));
  return needed.every((action) => forService.some((one) => allowsAction(one, action)));
}

function administers(document: DocumentReading, service: string): boolean {
  return (
    document.state === "known" &&
    document.statements.some(
      (one) =>
        names(one, "Service", service) &&
        administration.some((action) => allowsAction(one, action)),
    )
  );
}

function isFor(statement: Statement, service: string): boolean {
  if (!names(statement, "Service", service) && !names(statement, "AWS", "*")) return false;
  const forKey = statement.actions.some((action) => action.startsWith("kms:"));
  return !(forKey && service === events && isNeverMet(statement));
}

function isNeverMet({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => unsent.includes(key));
}
