import type { Kind } from "./kinds";
import { readString, readStrings, known, type Properties } from "./reading";

/** Kinds that attach policies which AWS manages. */
export const attachingKinds: readonly Kind[] = [
  "role",
  "rolePolicyAttachment",
  "policyAttachment",
  "otherPolicyAttachment",
];

/** The names of AWS managed policies that a resource attaches, with the property that does. */
export function awsManagedPolicies(
  inputs: Properties,
): readonly { readonly name: string; readonly property: string }[] {
  const own = readStrings(inputs, "managedPolicyArns").values;
  const attached = known(readString(inputs, "policyArn"));
  const name = (arn: string): string | undefined =>
    /^arn:aws[a-z-]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  return [
    ...own.map((arn) => ({ arn, property: "managedPolicyArns" })),
    ...(attached === undefined ? [] : [{ arn: attached, property: "policyArn" }]),
  ].flatMap(({ arn, property }) => {
    const found = name(arn);
    return found === undefined ? [] : [{ name: found, property }];
  });
}
