import { type DocumentReading, statementsOf } from "./iam/document";
import { refusesPlain } from "./iam/refusals";
import type { Owned } from "./model/owned";
import type { StackResource } from "./model/stack-resource";
import type { StackCheck } from "./rule";

/** A resource that answers plain HTTP unless a policy refuses it. */
interface AnswersPlain {
  readonly service: string;
  /** All of it, as ARNs without their partition; undefined where they are not known. */
  readonly resources: readonly string[] | undefined;
  readonly policies: readonly Owned<DocumentReading>[];
}

/** Reports a resource whose policies let others ask it in the clear; a policy that is not known yet comes later. */
export function checkTlsOnly(
  { report, defer }: StackCheck,
  resource: StackResource,
  { service, resources, policies }: AnswersPlain,
): void {
  const statements = policies.flatMap(({ document }) => statementsOf(document));
  if (refusesPlain(statements, { service, resources })) return;
  const unknown = policies.find(({ document }) => document.state === "unknown");
  if (unknown !== undefined) defer(unknown.owner, "policy");
  else report(resource, { problem: "answers without TLS" });
}
