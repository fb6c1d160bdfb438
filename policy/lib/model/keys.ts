import { type DocumentReading, readDocument } from "../iam/document";
import type { Owned } from "./owned";
import type { StackModel } from "./stack-model";
import type { StackResource } from "./stack-resource";

/** The policy of a key, which may be a resource of its own, and the resource that holds it. */
export function keyPolicyOf(stack: StackModel, key: StackResource): Owned<DocumentReading> {
  const [apart] = stack.referrers(key, "keyPolicy", "keyId");
  const owner = apart ?? key;
  return { owner, document: readDocument(owner.properties, "policy") };
}
