import { type DocumentReading, readDocument } from "../iam/document";
import { type JsonReading, readJson } from "../json-document";
import { known, read, readNumber, readString } from "../reading";
import { textsOf } from "../texts";
import type { Owned } from "./owned";
import { answeredOnce, type StackModel } from "./stack-model";
import type { StackResource } from "./stack-resource";

/** The policy of a queue: as a separate resource, or on the queue itself. */
export function queuePoliciesOf(
  stack: StackModel,
  queue: StackResource,
): readonly Owned<DocumentReading>[] {
  return apartOrInside(stack, queue, { kind: "queuePolicy", property: "policy" }).map((owner) => ({
    owner,
    document: readDocument(owner.properties, "policy"),
  }));
}

type Apart = "queuePolicy" | "redrivePolicy" | "redriveAllowPolicy";

/** What has a document of a queue. In a preview a new queue has each: AWS computes those that it does not say. */
function apartOrInside(
  stack: StackModel,
  queue: StackResource,
  { kind, property }: { readonly kind: Apart; readonly property: string },
): readonly StackResource[] {
  const apart = stack.referrers(queue, kind, "queueUrl");
  if (apart.length > 0) return apart;
  return read(queue.properties, property).state === "absent" ? [] : [queue];
}

/** Where a queue sends messages that nobody could work on, if it says so. */
function redriveOf(stack: StackModel, queue: StackResource): Owned<JsonReading> | undefined {
  const [owner] = apartOrInside(stack, queue, { kind: "redrivePolicy", property: "redrivePolicy" });
  if (owner === undefined) return undefined;
  const document = readJson(owner.properties, "redrivePolicy");
  return document.state === "absent" ? undefined : { owner, document };
}

/** True when a queue says where messages go that nobody could work on. */
export function hasDeadLetters(stack: StackModel, queue: StackResource): boolean {
  return redriveOf(stack, queue) !== undefined;
}

/** Dead-letter queues, each with the queues of this stack whose messages they take. */
export const deadLetterQueues = answeredOnce((stack) => {
  const sources = new Map<StackResource, StackResource[]>();
  for (const queue of stack.ofKind("queue")) {
    const redrive = redriveOf(stack, queue);
    if (redrive === undefined) continue;
    const { owner, document } = redrive;
    const target =
      document.state === "known" ? read(document.value, "deadLetterTargetArn") : unknownTarget;
    const { targets } = stack.resolved(target, "queue", () =>
      stack.dependenciesOf(owner, "redrivePolicy", "queue").filter((one) => one !== queue),
    );
    for (const dead of targets) sources.set(dead, [...(sources.get(dead) ?? []), queue]);
  }
  for (const dead of stack.ofKind("queue")) {
    if (sources.has(dead)) continue;
    const allows = redriveAllowOf(stack, dead)?.document.state === "known";
    if (allows || takesFailures(stack).has(dead)) sources.set(dead, []);
  }
  return sources;
});

const unknownTarget = { state: "unknown" } as const;

/** Which queues may send their dead letters to a queue, if it says so. */
export function redriveAllowOf(
  stack: StackModel,
  queue: StackResource,
): Owned<JsonReading> | undefined {
  const property = "redriveAllowPolicy";
  const [owner] = apartOrInside(stack, queue, { kind: property, property });
  return owner === undefined
    ? undefined
    : { owner, document: readJson(owner.properties, property) };
}

/** Queues for what a schedule, a rule, a function or a subscription could not deliver. */
const takesFailures = answeredOnce(
  (stack): ReadonlySet<StackResource> =>
    new Set(
      stack.resources
        .filter(({ kind }) => kind !== "queue" && kind !== "redrivePolicy")
        .flatMap((resource) => [
          ...textsOf(resource).flatMap(({ property, value }) =>
            failures.test(property) ? (stack.named("queue", value) ?? []) : [],
          ),
          ...Object.keys(resource.propertyDependencies)
            .filter((property) => failures.test(property))
            .flatMap((property) => stack.dependenciesOf(resource, property, "queue")),
        ]),
    ),
);

const failures = /dead_?letter|redrivePolicy|onFailure/i;

/** Seconds for which a queue keeps a message: SQS's default is four days. */
export function retentionOf({ properties }: StackResource): number | undefined {
  const seconds = readNumber(properties, "messageRetentionSeconds");
  return seconds.state === "absent" ? 4 * 24 * 60 * 60 : known(seconds);
}

/** The part of a queue's ARN behind the partition. */
export function queueArnOf({ properties }: StackResource): string | undefined {
  return known(readString(properties, "arn"))?.split(":").slice(2).join(":");
}
