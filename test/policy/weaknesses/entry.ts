import type { WireProperties, WireValue } from "../../../drydock/offline/pack";
import { type Change, resourceOf, set } from "../mutation/graph";

/** One change of the good stack, with what it is taken from. */
export interface Entry {
  readonly name: string;
  /** The control, document or attack that describes it. */
  readonly from: string;
  readonly change: Change;
}

export const own = "111122223333";
export const foreign = "444455556666";

export type Json = Readonly<Record<string, WireValue>>;

/** The end of a document's statements: a statement set there is added. */
const end = "policy.json.Statement.99";

/** A statement added to the task role's policy. */
export function granted(Action: WireValue, Resource: WireValue, Condition?: Json): Change {
  return set("task-policy", end, {
    Effect: "Allow",
    Action,
    Resource,
    ...(Condition === undefined ? {} : { Condition }),
  });
}

/** A statement added to any policy document. */
export function added(key: string, statement: Json): Change {
  return set(key, end, statement);
}

/** A resource policy's Allow, added to the document of a resource. */
export function admitted(
  key: string,
  to: { readonly principal: WireValue; readonly action: WireValue; readonly resource?: WireValue },
  Condition?: Json,
): Change {
  return added(key, {
    Effect: "Allow",
    Principal: to.principal,
    Action: to.action,
    ...(to.resource === undefined ? {} : { Resource: to.resource }),
    ...(Condition === undefined ? {} : { Condition }),
  });
}

/** A trust policy's one statement, replaced. */
export function trusted(
  role: string,
  Principal: WireValue,
  more: { readonly action?: WireValue; readonly condition?: Json } = {},
): Change {
  return set(role, "assumeRolePolicy.json.Statement.0", {
    Effect: "Allow",
    Action: more.action ?? "sts:AssumeRole",
    Principal,
    ...(more.condition === undefined ? {} : { Condition: more.condition }),
  });
}

export const document = (...statements: readonly Json[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** Adds a resource, with Pulumi's protection, so that its absence is not what is found. */
export const one =
  (type: string, properties: WireProperties): Change =>
  (graph) =>
    new Map([...graph, ["one", resourceOf("one", type, { properties, protect: true, graph })]]);

/** A queue that keeps the rules for queues: TLS only, an own key, and a dead-letter queue of another stack. */
export const queueInOrder = (properties: WireProperties): Change =>
  one("aws:sqs/queue:Queue", {
    name: "orders",
    kmsMasterKeyId: `arn:aws:kms:us-east-2:${own}:key/key`,
    redrivePolicy: JSON.stringify({
      deadLetterTargetArn: `arn:aws:sqs:us-east-2:${own}:dead`,
      maxReceiveCount: 5,
    }),
    policy: document({
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: `arn:aws:sqs:us-east-2:${own}:orders`,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
    ...properties,
  });
