import { readDocument, type Statement, statementsOf } from "../iam/document";
import { known, readList } from "../reading";
import type { StackModel } from "./stack-model";
import type { StackResource } from "./stack-resource";

/** A policy document attached to a role, and where it is written. */
export interface RoleDocument {
  readonly owner: StackResource;
  readonly property: string;
  readonly statements: readonly Statement[];
  /** True when the document is not known yet; then `statements` is empty. */
  readonly unknown: boolean;
}

/** Every document that grants a role something: inline, as role policy, as attached managed policy. */
export function documentsOf(stack: StackModel, role: StackResource): readonly RoleDocument[] {
  const inline = (known(readList(role.properties, "inlinePolicies")) ?? []).map((_, index) =>
    documentAt(role, `inlinePolicies.${index}.policy`),
  );
  const own = stack
    .referrers(role, "rolePolicy", "role")
    .map((policy) => documentAt(policy, "policy"));
  const attached = attachmentsOf(stack, role).flatMap(({ owner, property }) =>
    stack
      .references(owner, property, "policy")
      .targets.map((policy) => documentAt(policy, "policy")),
  );
  return [...inline, ...own, ...attached];
}

function attachmentsOf(
  stack: StackModel,
  role: StackResource,
): { readonly owner: StackResource; readonly property: string }[] {
  return [
    { owner: role, property: "managedPolicyArns" },
    ...[
      ...stack.referrers(role, "rolePolicyAttachment", "role"),
      ...stack.referrers(role, "policyAttachment", "roles"),
    ].map((owner) => ({ owner, property: "policyArn" })),
  ];
}

function documentAt(owner: StackResource, property: string): RoleDocument {
  const document = readDocument(owner.properties, property);
  return {
    owner,
    property,
    statements: statementsOf(document),
    unknown: document.state === "unknown",
  };
}
