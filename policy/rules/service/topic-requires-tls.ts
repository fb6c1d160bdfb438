import { readDocument } from "../../lib/iam/document";
import { inTheClear, refuses } from "../../lib/iam/refusals";
import { known, readString } from "../../lib/reading";
import { levels, resourceRule } from "../../lib/rule";

export const topicRequiresTls = resourceRule({
  name: "topic-requires-tls",
  row: 131,
  title: "The policy of a topic refuses messages that are sent without TLS",
  controls: ["AwsSolutions-SNS3"],
  severity: "low",
  levels: levels.preference,
  why: "Amazon SNS takes messages over plain HTTP as well, which anyone on the network path can read.",
  fix: "Deny sns:Publish on the topic to everybody where aws:SecureTransport is false.",
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit",
  kinds: ["topicPolicy"],
  check({ resource: { inputs }, report, defer }) {
    const document = readDocument(inputs, "policy");
    if (document.state === "unknown") defer("policy");
    if (document.state !== "known") return;
    const refusals = document.statements.filter(({ effect }) => effect === "Deny");
    if (refusals.some(({ partlyUnknown }) => partlyUnknown)) return;
    const topic = known(readString(inputs, "arn"));
    const resources = topic === undefined ? refusals.flatMap((one) => one.resources) : [topic];
    const what = { actions: ["sns:Publish"], resources, situation: inTheClear };
    if (resources.length > 0 && refuses(refusals, what)) return;
    report({ problem: "takes messages without TLS", property: "policy" });
  },
});
