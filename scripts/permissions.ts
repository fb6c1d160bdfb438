import { callsOf, knownTypes, phases, type ProviderCalls } from "../drydock/permissions/calls";
import { whyCalls } from "../drydock/permissions/why";
import table from "../drydock/permissions/provider-calls.json";
import { formatted, type Generator } from "./generator";

/** The page about what the provider calls, from the table that `drydock permissions` computes from. */
export const permissions: Generator = {
  name: "permissions",
  files: async () => ({
    "docs/permissions.md": await formatted("docs/permissions.md", page()),
  }),
};

function page(): string {
  const rows = knownTypes.map((type) => [type, callsOf(type)] as const);
  return [
    "# What the provider calls",
    "<!-- Written by `npm run generate` from drydock/permissions/provider-calls.json. Do not edit. -->",
    "`npx drydock permissions` computes the rights of the roles that deploy or read from this table and the resources of a stack. " +
      "[Rights of the deploy role](operations.md#rights-of-the-deploy-role) says how. The kinds of resources and the conditions of " +
      "each action come from AWS's service authorization reference.",
    "`npx drydock why`, with which the deploy workflow explains a failed deployment, calls " +
      `${whyCalls.map((action) => `\`${action}\``).join(" ")}.`,
    rows.flatMap(([type, calls]) => (calls === undefined ? [] : [entryOf(type, calls)])).join("\n"),
    "",
  ].join("\n\n");
}

function entryOf(type: string, calls: ProviderCalls): string {
  const parts = phases
    .filter((phase) => calls[phase].length > 0)
    .map((phase) => `  - ${phase}: ${calls[phase].map((action) => `\`${action}\``).join(" ")}`);
  const takers = [...new Set(Object.values(calls.passes ?? {}))];
  return [
    `- [\`${type}\`](${table.provider}${calls.source})${calls.is === undefined ? "" : `, for IAM \`${calls.is}\``}`,
    ...parts,
    ...(takers.length === 0 ? [] : [`  - \`iam:PassRole\` to ${takers.join(", ")}`]),
    ...(calls.serviceLinkedRole === undefined
      ? []
      : [`  - \`iam:CreateServiceLinkedRole\` for ${calls.serviceLinkedRole}`]),
  ].join("\n");
}
